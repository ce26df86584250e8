import { DENIED } from "../../model/denied.ts";
import { NOT_IN_INPUT } from "../../model/not-in-input.ts";
import type { BlindSpotReason } from "../../model/resource.ts";
import type { Evaluation, Evidence } from "../../model/run.ts";
import { type Lack, lackOf } from "./lacking.ts";
import { showText } from "./words.ts";

/** Why a pair is unknown, as far as its own facts say. */
export interface Reason {
  /** Equal for everything that is one cause; missing: `what`. */
  readonly key?: string;
  readonly what: string;
  readonly mend: string;
  readonly lack?: Lack;
}

export const MENDS: Readonly<Record<BlindSpotReason, string>> = {
  access_denied: "grant the call to the identity that reads, and collect again",
  throttled: "collect again when the cloud is less busy",
  expired_credentials: "sign in again, and collect again",
  network: "collect again when the cloud can be reached",
  service_error: "collect again; the cloud itself failed",
  not_recorded: "turn recording on for the type, and collect again",
  not_collected: "collect again with this in scope",
  not_recognized: "demarc check FILE says what was expected",
  truncated: "write the file again; it is cut short",
  stale: "collect again, or raise --max-age",
  limit: "scan a smaller scope",
};

/** A look-up that may have missed something, followed by what the blind spot says. */
export const NOT_WHOLLY = / was not wholly read: (.*)$/s;

/** What the input never held: its name, and what would read it. */
const LEFT_OUT = new Map<string, (provider: string) => Pick<Reason, "what" | "mend">>([
  [
    NOT_IN_INPUT.children,
    (provider) => ({
      what: "the settings below resources (their children) are not in the input",
      mend: `demarc collect ${provider} -o FILE reads them, and demarc scan FILE judges them: a list of resources leaves them out`,
    }),
  ],
  [
    NOT_IN_INPUT.fact,
    (provider) => ({
      what: "facts that need a call of their own are not in the input",
      mend: `demarc collect ${provider} -o FILE reads them, and demarc scan FILE judges them: files from other tools leave them out`,
    }),
  ],
  [
    NOT_IN_INPUT.part,
    () => ({
      what: "parts of documents are missing or empty",
      mend: "collect again: what was saved is incomplete",
    }),
  ],
  [
    NOT_IN_INPUT.key,
    () => ({
      what: "keys that their source always writes are missing",
      mend: "collect again: what was saved is incomplete",
    }),
  ],
]);

/** Evidence of a look-up in an account or region where the type was not read: one cause, wherever that is. */
const NOT_READ_IN = / was not read in .*$/s;

/** What evidence says about another place that was not read, with the fix; the first match counts. */
const UNREAD: readonly (readonly [says: RegExp, mend: string])[] = [
  [NOT_WHOLLY, "fix what hides the others, and collect again"],
  [NOT_READ_IN, "collect it there too; if the files hold all of it, say so with --declare-read"],
  [
    /^the accounts of the organization were not listed/,
    "collect the whole organization, or name its accounts with --expected",
  ],
  [/: a candidate is too old$/, MENDS.stale],
  [/ limit: /, "delete those that nobody needs, and collect again: demarc does not ask for so many one by one"],
];

/** From a source that is a file, not a call: its name, and what it said about the document. */
const LEFT_OUT_OF_FILE = /^[\w-]+ not_collected: (.*)$/s;

/** A call that was not made, so nobody refused it. */
const NOT_ASKED = / not_collected\b/;

/** A call that returned nothing: `s3:GetX Throttling`, `GET {id}/keys Conflict`. */
const OF_CALL = /(?:\b(?:GET|POST) \S+|\b[a-z][\w-]*:[A-Z]\w*) \S/;

function mendOf(said: string): string {
  if (NOT_ASKED.test(said)) return MENDS.not_collected;
  if (OF_CALL.test(said) && !DENIED.test(said)) return "collect again; if it happens again, look up its code";
  return "let the call through and collect again";
}

/** Why the party of a pair is not known, if what decides it was not read; otherwise undefined. */
export function undecidedReason(
  provider: string,
  { path, value }: Evaluation["responsibility"]["decided_by"],
): Reason | undefined {
  if (path === null || typeof value !== "string") return undefined;
  if (!LEFT_OUT.has(value) && !OF_CALL.test(value)) return undefined;
  return unreadReason(provider, [{ path, seen: value, wanted: "", state: "unread" }]);
}

/** Undefined where nothing was unread. */
export function unreadReason(provider: string, evidence: Evaluation["evidence"]): Reason | undefined {
  const first = evidence.find(isUnread);
  if (first === undefined) return undefined;
  const said = showText(first.seen);
  const lack = lackOf(evidence.filter((one) => isUnread(one) && one.seen === first.seen));
  const leftOut = LEFT_OUT.get(said);
  if (leftOut) return { key: `unread ${said} ${provider}`, ...leftOut(provider), lack };
  const known = UNREAD.find(([says]) => says.test(said));
  if (known) {
    const [says, mend] = known;
    const what =
      says === NOT_READ_IN ? said.replace(NOT_READ_IN, " was not read in the account or region of these") : said;
    return { key: `unread ${what}`, what, mend };
  }
  const key = `unread ${said}`;
  const inFile = LEFT_OUT_OF_FILE.exec(said)?.[1];
  if (inFile !== undefined)
    return { key, what: inFile, mend: `demarc collect ${provider} -o FILE reads all of it`, lack };
  const what = first.path === WHOLE ? said : `${said}: ${first.path}`;
  return { key, what, mend: mendOf(said) };
}

function isUnread({ state }: Evidence): boolean {
  return state === "unread";
}

/** The path of a whole document: nothing of it was read. */
const WHOLE = ".";
