import { decodeContainer } from "../../../inventory/aws-embedded.ts";

/** The policy in a text, or the text itself if it is not a policy; null if there is no text. */
export function policyIn(text: unknown): unknown {
  if (text === undefined || text === null || text === "") return null;
  return typeof text === "string" ? (decodeContainer(text) ?? text) : text;
}
