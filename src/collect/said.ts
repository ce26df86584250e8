/**
 * Where credentials appear when a cloud, or a proxy in its place, repeats parts of a request: if a signature is wrong,
 * AWS writes out the headers it signed, including a session token
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html, inferred from its example).
 */
const NAMED =
  /(?<!\w)((?:x-amz-security|x-aws-ec2-metadata|session_?|access_?|refresh_?|id_|webidentity)-?token|x-identity-header|tokencode|external_?id|(?:client_?)?assertion|samlassertion|(?:client_?)?secret|secretaccesskey|password|passwd|pwd|cookie|(?:x-amz-)?signature)(["']?\s*[:=]\s*["']?)[^\s"'&,;<>]+/gi;
const SCHEMED = /(?<!\w)(bearer|basic|pop|negotiate)\s+[\w.~+/=-]{6,}/gi;
const JWT = /(?<!\w)eyJ[\w-]{5,}(?:\.[\w-]*)*/g;
const IN_ADDRESS = /\/\/[^/\s@]+@/g;

const WITHHELD = "[withheld]";
/** Long enough for the encoded message of an AWS refusal; an answer may be of any length. */
const LONGEST = 4_000;

/** The text of an error on one line, without any credentials that it repeats. */
export function saidIn(text: string): string {
  const line = text
    .slice(0, 2 * LONGEST)
    .replaceAll(/\s+/g, " ")
    .trim();
  const safe = line
    .replaceAll(NAMED, `$1$2${WITHHELD}`)
    .replaceAll(SCHEMED, `$1 ${WITHHELD}`)
    .replaceAll(JWT, WITHHELD)
    .replaceAll(IN_ADDRESS, `//${WITHHELD}@`);
  return safe.length <= LONGEST ? safe : `${safe.slice(0, LONGEST)}…`;
}
