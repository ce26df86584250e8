import type { ServerResponse } from "node:http";
import type { WireAnswer } from "./answer.ts";
import { faultNamed } from "./faults.ts";
import type { Fault } from "./faults.ts";

/** Sends the answer as the faults have it: late, never, or cut in the middle. */
export function send(response: ServerResponse, answer: WireAnswer, faults: readonly Fault[]): void {
  const delay = faults.reduce((sum, fault) => sum + (fault.fault === "slow" ? fault.ms : 0), 0);
  if (delay === Infinity) return;
  if (delay === 0) {
    write(response, answer, faults);
    return;
  }
  const timer = setTimeout(write, delay, response, answer, faults);
  response.once("close", () => clearTimeout(timer));
}

function write(response: ServerResponse, answer: WireAnswer, faults: readonly Fault[]): void {
  const { status, contentType, body, error, isCut } = answer;
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": bytes.length,
    "x-amzn-requestid": "00000000-0000-4000-8000-000000000000",
    ...(error === undefined || status >= 500 ? {} : { "x-amzn-errortype": error }),
  });
  if (faultNamed(faults, "cut") === undefined && isCut !== true) response.end(bytes);
  else response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}
