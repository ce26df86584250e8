import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { once } from "node:events";
import { expect, it } from "vitest";
import { awsEnvironment, estateDocuments, startEstate } from "../collect/scan-aws.ts";
import { BINARY } from "./demarc.ts";

it.each([[[], 60], [["--region", "eu-west-1"], 60]])("aws %j", async (more, n) => {
  const aws = await startEstate({ documents: await estateDocuments() });
  const env = Object.fromEntries(Object.entries({ LANG: "C.UTF-8", ...awsEnvironment(aws) }).filter(([, v]) => v !== ""));
  const t = Date.now();
  const child = spawn(process.execPath, [BINARY, "scan", "aws", ...more], { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const closed = once(child, "close");
  while (aws.calls.length < n && child.exitCode === null) await new Promise((r) => setTimeout(r, 1));
  console.log("closing at", aws.calls.length, Date.now() - t);
  await aws.close();
  const [exit] = await closed;
  console.log(exit, Date.now() - t, (await said)[1], (await said)[0].slice(0, 3000));
}, 400_000);
