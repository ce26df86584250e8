import type { Evidence } from "../../model/run.ts";
import type { Condition, CountNode, ListBody, Quantifier } from "../../model/rule.ts";
import type { CompileContext } from "./context.ts";
import { compileIn, compileOf } from "./elements.ts";
import type { Elements } from "./elements.ts";
import { documentFrame } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { countTruths, judgeEach, traceFirst } from "./judged-elements.ts";
import type { Counts, Judged, LongList } from "./judged-elements.ts";
import { absentTruth } from "./line.ts";
import type { Environment, Node } from "./node.ts";
import { addEvidence, addPlaceEvidence, meet } from "./node.ts";
import { fillParams } from "./params.ts";
import type { Place } from "./place.ts";
import { reachesOut } from "./reaches-out.ts";
import { compileRelated } from "./related.ts";
import type { RelatedAnswer } from "../related/related-lookup.ts";
import { FALSE, TRUE, UNKNOWN, negate } from "./truth.ts";
import type { Truth } from "./truth.ts";

type Compile = (condition: Condition, context: CompileContext) => Node;
type CountBody = CountNode["count"];

/** `some`, `every`, `none`, `count` over a list, literals or related resources. */
export function compileQuantifier(kind: Quantifier, body: ListBody, context: CompileContext, compile: Compile): Node {
  const positive = whereDirection(kind, body, context.positive);
  const asked: Asked = {
    kind,
    settle: settlement(kind, body, context),
    onAbsent: absentTruth(body.absent ?? context.absent, context.positive),
    wanted: describe(kind, body, context),
    compileWhere: (inner) => (body.where ? compile(body.where, { ...inner, positive }) : () => TRUE),
  };
  if (body.related !== undefined) return overRelated({ ...body, related: body.related }, asked, context);
  return overList(body, asked, context);
}

/** What is asked of the elements of any kind. */
interface Asked {
  readonly kind: Quantifier;
  readonly settle: Settle;
  readonly onAbsent: Truth;
  /** For evidence. */
  readonly wanted: string;
  readonly compileWhere: (inner: CompileContext) => Node;
}

/** Derives the truth of the whole from the elements' truths and whether there may be more of them. */
type Settle = (counts: Counts, hole: boolean) => Truth;

function overList(body: ListBody, asked: Asked, context: CompileContext): Node {
  const { kind, settle, wanted, onAbsent } = asked;
  const source = body.in === undefined ? compileOf(body, context) : compileIn({ ...body, in: body.in }, context);
  const where = asked.compileWhere(source.inner);
  const decisive = decisiveOf(kind);
  return (frame, env) => {
    const elements = source.gather(frame, env.trace !== null);
    const { state, frames, hole, place } = elements;
    if (state === "absent" && body.default === undefined) {
      if (place) addPlaceEvidence(env, place, wanted, `absent counts as ${body.absent ?? context.absent}`);
      return onAbsent;
    }
    if (state !== "value" && state !== "absent") {
      if (place) addPlaceEvidence(env, place, wanted);
      return UNKNOWN;
    }
    if (!env.trace) return settle(countTruths(frames, where, decisive, env), hole !== null);
    const list: LongList = { length: frames.length, at: (i) => frames[i]! };
    const judged = judgeEach(list, where, env);
    const truth = settle(judged, hole !== null);
    if (state === "absent") addPlaceEvidence(env, place!, wanted, "absent: counts as an empty list");
    else report(list, judged, truth, { asked, hole, where, ...listPlace(elements, frame) }, env);
    return truth;
  };
}

function overRelated(
  body: ListBody & Pick<Required<ListBody>, "related">,
  asked: Asked,
  context: CompileContext,
): Node {
  const { kind, settle, onAbsent } = asked;
  const { gather, inner } = compileRelated(body, context);
  const byType = new Map(inner.map((at) => [at.type, asked.compileWhere(at)]));
  const where: Node = (frame, env) => byType.get(frame.view.document.type)!(frame, env);
  const remember = body.where === undefined || !reachesOut(body.where, context.facts.conditions);
  /** Judges the same question about the same things only once. */
  const judgedBefore = new WeakMap<RelatedAnswer, Judged>();
  const name = body.as ?? null;

  return (frame, env) => {
    const { answer, ours } = gather(frame, env);
    if (!answer) {
      addPlaceEvidence(env, ours!, `a value to find ${relatedText(body)} by`);
      return ours!.state === "absent" ? onAbsent : UNKNOWN;
    }
    const { found, hole } = answer;
    if (!env.trace && !remember) {
      const frames = found.map((view) => documentFrame(view, frame, name));
      return settle(countTruths(frames, where, decisiveOf(kind), env), hole !== null);
    }
    const list: LongList = { length: found.length, at: (i) => documentFrame(found[i]!, frame, name) };
    const judged = judgedBefore.get(answer) ?? judgeEach(list, where, env);
    if (remember) judgedBefore.set(answer, judged);
    meet(env, judged.met);
    const truth = settle(judged, hole !== null);
    // Evidence about related resources refers to the joined place, or to the resource as a whole.
    const at = ours ? { frame: ours.from, steps: ours.steps } : { frame, steps: [] };
    if (env.trace) report(list, judged, truth, { asked, hole, where, ...at }, env);
    return truth;
  };
}

/** The truth of one element that decides for all; null if elements are counted. */
function decisiveOf(kind: Quantifier): Truth | null {
  return kind === "count" ? null : kind === "every" ? FALSE : TRUE;
}

interface Reported {
  readonly asked: Asked;
  readonly hole: string | null;
  readonly where: Node;
  /** Where the list is. */
  readonly frame: Frame;
  readonly steps: Place["steps"];
}

function listPlace({ place }: Elements, frame: Frame): Pick<Reported, "frame" | "steps"> {
  return { frame: place?.from ?? frame, steps: place?.steps ?? [] };
}

const MOST_ELEMENTS_SHOWN = 10;

/** Adds evidence of the elements that decided or, for "none found", of the list and how many were examined. */
function report(list: LongList, judged: Judged, result: Truth, reported: Reported, env: Environment): void {
  const { asked, hole, where, frame, steps } = reported;
  const { kind, wanted } = asked;
  const isSettled = result !== UNKNOWN;
  const isEmpty = list.length === 0 && hole === null;
  const say = (state: Evidence["state"], seen: unknown): void =>
    addEvidence(env, frame, steps, { seen, state, wanted });
  if (!isSettled && hole !== null) say("unread", hole);
  else if (kind === "count" && (isSettled || isEmpty)) say("counted", judged.yes);
  else if (isEmpty || (isSettled && kind !== "every" && judged.no === list.length)) say("none_found", list.length);
  const deciding = kind === "none" ? negate(result) : result;
  const shown = !isSettled ? UNKNOWN : kind === "count" ? null : deciding;
  traceFirst(list, judged, shown, MOST_ELEMENTS_SHOWN, where, env);
}

/** The direction of absence inside the `where`; null under a count with both bounds. */
function whereDirection(kind: Quantifier, body: ListBody, positive: boolean | null): boolean | null {
  if (positive === null) return null;
  if (kind === "none") return !positive;
  if (kind !== "count") return positive;
  const { at_least, at_most } = body as CountBody;
  if (at_least !== undefined && at_most !== undefined) return null;
  return at_most === undefined ? positive : !positive;
}

function settlement(kind: Quantifier, body: ListBody, context: CompileContext): Settle {
  const empty = body.empty === undefined ? null : absentTruth(body.empty, context.positive);
  if (kind === "count") return settleCount(body as CountBody, empty, context);
  return ({ yes, no, open }, hole) => {
    if (kind === "every" ? no > 0 : yes > 0) return kind === "some" ? TRUE : FALSE;
    if (open > 0 || hole) return UNKNOWN;
    if (yes + no === 0 && empty !== null) return empty;
    return kind === "some" ? FALSE : TRUE;
  };
}

function settleCount(body: CountBody, empty: Truth | null, context: CompileContext): Settle {
  const least = body.at_least === undefined ? 0 : (fillParams(body.at_least, context) as number);
  const most = body.at_most === undefined ? Infinity : (fillParams(body.at_most, context) as number);
  return ({ yes, no, open }, hole) => {
    if (yes + no + open === 0 && !hole && empty !== null) return empty;
    const possible = hole ? Infinity : yes + open;
    if (possible < least || yes > most) return FALSE;
    return yes >= least && possible <= most ? TRUE : UNKNOWN;
  };
}

function describe(kind: Quantifier, body: ListBody, context: CompileContext): string {
  const what = body.related === undefined ? "of these" : relatedText(body);
  if (kind !== "count") return `${kind} ${what}${body.where ? " fits the condition" : ""}`;
  const { at_least, at_most } = body as CountBody;
  const bounds = [
    at_least === undefined ? "" : `at least ${String(fillParams(at_least, context))}`,
    at_most === undefined ? "" : `at most ${String(fillParams(at_most, context))}`,
  ].filter(Boolean);
  return `${bounds.join(" and ")} ${what}`;
}

function relatedText({ related }: ListBody): string {
  return typeof related === "string" ? related : (related ?? []).join(" or ");
}
