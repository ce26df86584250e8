import type { CompileContext, Facts } from "../../language/context.ts";
import type { Frame } from "../../language/frame.ts";
import type { Met } from "../../language/node.ts";
import { meet, nothingMet } from "../../language/node.ts";
import type { IndexSpec, RelatedLookup } from "../../related/related-lookup.ts";
import { NETWORK_ACL } from "./network-acl.ts";
import { NETWORK_SECURITY_GROUP } from "./nsg.ts";
import type { Layout, ReadRules, RuleList } from "./rule.ts";
import { SECURITY_GROUP } from "./security-group.ts";

/** Types whose documents hold network rules. To add one, add a file here and a line in this table. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  "AWS::EC2::SecurityGroup": SECURITY_GROUP,
  "AWS::EC2::NetworkAcl": NETWORK_ACL,
  "microsoft.network/networksecuritygroups": NETWORK_SECURITY_GROUP,
};

/** How documents of `type` hold their rules; undefined if the type has no network rules. */
export function layoutOf(type: string): Layout | undefined {
  return Object.hasOwn(LAYOUTS, type) ? LAYOUTS[type] : undefined;
}

/** The paths that layouts read of resources they look up. */
export function relatedReads(type: string): readonly string[] {
  return Object.values(LAYOUTS).flatMap(({ related }) => (Object.hasOwn(related, type) ? related[type]! : []));
}

interface SharedReader {
  readonly read: ReadRules;
  /** What it looks up elsewhere, which every condition that uses it must declare. */
  readonly indexes: readonly IndexSpec[];
}

/** Keyed by the facts they were compiled with: the same question about other ports reads the same rules. */
const readers = new WeakMap<Facts, Map<string, SharedReader>>();

/** Reads the rules of a document. Several conditions of one set of facts read a document once. */
export function compileRules(layout: Layout, context: CompileContext): ReadRules {
  if (Object.keys(context.unlisted).length > 0) return layout.compile(context);
  let byType = readers.get(context.facts);
  if (!byType) readers.set(context.facts, (byType = new Map()));
  let shared = byType.get(context.type);
  if (!shared) {
    const indexes: IndexSpec[] = [];
    shared = { read: rememberLast(layout.compile({ ...context, indexes })), indexes };
    byType.set(context.type, shared);
  }
  context.indexes.push(...shared.indexes);
  return shared.read;
}

/** Documents are judged in succession, so only the last is worth remembering. */
function rememberLast(read: ReadRules): ReadRules {
  let view: Frame["view"] | null = null;
  let related: RelatedLookup | null = null;
  let traced = false;
  let last: RuleList | null = null;
  let met: Met = nothingMet();
  return (frame, env) => {
    if (frame.outer !== null || frame.container !== null) return read(frame, env);
    const trace = env.trace !== null;
    if (last === null || frame.view !== view || env.related !== related || trace !== traced) {
      met = nothingMet();
      last = read(frame, { related: env.related, trace: env.trace, met, callOf: env.callOf });
      view = frame.view;
      related = env.related;
      traced = trace;
    }
    meet(env, met);
    return last;
  };
}
