/** What goes back over the wire, before any fault that cuts or delays it. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** The error's name, where it is one. */
  readonly error?: string;
}

/** An answer on its way out, which may end in the middle. */
export interface WireAnswer extends Answer {
  readonly isCut?: boolean;
}

/** Thrown by an operation: the service's own refusal. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const JSON_TYPE = "application/x-amz-json-1.1";
const XML_TYPE = "text/xml";

export function jsonAnswer(output: unknown): Answer {
  return { status: 200, contentType: JSON_TYPE, body: JSON.stringify(output) };
}

export function xmlAnswer(body: string): Answer {
  return { status: 200, contentType: XML_TYPE, body };
}

export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
