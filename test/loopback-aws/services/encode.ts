import { escapeXml, jsonAnswer, xmlAnswer } from "../answer.ts";
import type { Answer, ServiceError } from "../answer.ts";
import type { Protocol } from "./service.ts";

/** The members of an answer in the service's protocol. */
export function encodeAnswer(protocol: Protocol, operation: string, members: unknown): Answer {
  const content = protocol === "json" || protocol === "rest-json" ? "" : xmlOf(members);
  switch (protocol) {
    case "json":
    case "rest-json":
      return jsonAnswer(members);
    case "query":
      return xmlAnswer(
        `<${operation}Response><${operation}Result>${content}</${operation}Result><ResponseMetadata><RequestId>loopback</RequestId></ResponseMetadata></${operation}Response>`,
      );
    case "ec2":
      return xmlAnswer(`<${operation}Response><requestId>loopback</requestId>${content}</${operation}Response>`);
    case "rest-xml":
      // S3 hands a policy out as it is.
      return typeof members === "string" ? { ...jsonAnswer({}), body: members } : xmlAnswer(content);
  }
}

/** A refusal in the service's protocol. */
export function encodeError(protocol: Protocol, { code, message, status }: ServiceError): Answer {
  const error = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
  const xml = (body: string): Answer => ({ ...xmlAnswer(body), status, error: code });
  switch (protocol) {
    case "json":
    case "rest-json":
      return { ...jsonAnswer({ __type: code, message }), status, error: code };
    case "query":
      return xml(`<ErrorResponse><Error><Type>Sender</Type>${error}</Error></ErrorResponse>`);
    case "ec2":
      return xml(`<Response><Errors><Error>${error}</Error></Errors><RequestID>loopback</RequestID></Response>`);
    case "rest-xml":
      return xml(`<Error>${error}</Error>`);
  }
}

/** A list is its name again and again; null and undefined are left out. */
function xmlOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return escapeXml(String(value));
  return Object.entries(value)
    .flatMap(([name, member]) => (Array.isArray(member) ? member.map((one) => [name, one]) : [[name, member]]))
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([name, member]) => `<${name}>${xmlOf(member)}</${name}>`)
    .join("");
}
