import { decodeContainer } from "../../../inventory/aws-embedded.ts";

/** The policy that a text holds; the text itself where it holds none; null for no text. */
export function policyIn(text: unknown): unknown {
  if (text === undefined || text === null || text === "") return null;
  return typeof text === "string" ? (decodeContainer(text) ?? text) : text;
}
