import type { Condition, CountNode, ListBody, Quantifier } from "../model/rule.ts";
import type { Evidence } from "../model/run.ts";
import type { CompileContext } from "./context.ts";
import { compileIn, compileOf } from "./elements.ts";
import type { Frame } from "./frame.ts";
import { absentTruth } from "./line.ts";
import type { Environment, Node } from "./node.ts";
import { addEvidence, addPlaceEvidence, collectTraced } from "./node.ts";
import { fillParams } from "./params.ts";
import type { Place } from "./place.ts";
import { compileRelated } from "./related.ts";
import { FALSE, TRUE, UNKNOWN, negate } from "./truth.ts";
import type { Truth } from "./truth.ts";

type Compile = (condition: Condition, context: CompileContext) => Node;
type CountBody = CountNode["count"];

const MOST_ELEMENTS_SHOWN = 10;

/** `some`, `every`, `none`, `count` over a list, literals or related resources. */
export function compileQuantifier(kind: Quantifier, body: ListBody, context: CompileContext, compile: Compile): Node {
  const settle = settlement(kind, body, context);
  const positive = whereDirection(kind, body, context.positive);
  const compileWhere = (inner: CompileContext): Node =>
    body.where ? compile(body.where, { ...inner, positive }) : () => TRUE;
  const onAbsent = absentTruth(body.absent ?? context.absent, context.positive);
  const wanted = describe(kind, body, context);

  if (body.related !== undefined) {
    const { gather, inner } = compileRelated({ ...body, related: body.related }, context);
    const where = new Map(inner.map((at) => [at.type, compileWhere(at)]));
    return (frame, env) => {
      const { answer, ours, frames } = gather(frame, env.related);
      if (!answer) {
        addPlaceEvidence(env, ours!, `a value to find ${relatedText(body)} by`);
        return ours!.state === "absent" ? onAbsent : UNKNOWN;
      }
      const report: ListReport = { kind, wanted, hole: answer.hole, at: () => relatedAt(frame, ours) };
      return judgeElements(frames, (element) => where.get(element.view.document.type)!, settle, report, env);
    };
  }

  const source = body.in === undefined ? compileOf(body, context) : compileIn({ ...body, in: body.in }, context);
  const where = compileWhere(source.inner);
  return (frame, env) => {
    const { state, frames, hole, place } = source.gather(frame);
    if (state === "absent" && body.default === undefined) {
      if (place) addPlaceEvidence(env, place, wanted, `absent counts as ${body.absent ?? context.absent}`);
      return onAbsent;
    }
    if (state !== "value" && state !== "absent") {
      if (place) addPlaceEvidence(env, place, wanted);
      return UNKNOWN;
    }
    const report: ListReport = {
      kind,
      wanted,
      hole,
      at: () => ({ frame: place?.from ?? frame, steps: place?.steps ?? [] }),
    };
    return judgeElements(frames, () => where, settle, report, env);
  };
}

interface JudgedElement {
  readonly truth: Truth;
  readonly evidence: readonly Evidence[];
}

interface ListReport {
  readonly kind: Quantifier;
  readonly wanted: string;
  readonly hole: string | null;
  readonly at: () => { readonly frame: Frame; readonly steps: Place["steps"] };
}

/** The truth of the whole from how many elements are true, false and unknown, and whether there may be more. */
type Settle = (counts: { readonly yes: number; readonly no: number; readonly open: number }, hole: boolean) => Truth;

function judgeElements(
  frames: readonly Frame[],
  whereOf: (frame: Frame) => Node,
  settle: Settle,
  report: ListReport,
  env: Environment,
): Truth {
  const counts = { yes: 0, no: 0, open: 0 };
  const count = (truth: Truth): void => {
    if (truth === TRUE) counts.yes++;
    else if (truth === FALSE) counts.no++;
    else counts.open++;
  };
  if (!env.trace) {
    for (const frame of frames) count(whereOf(frame)(frame, env));
    return settle(counts, report.hole !== null);
  }
  const judged = collectTraced(env, frames, (frame, inner) => whereOf(frame)(frame, inner));
  for (const { truth } of judged) count(truth);
  const result = settle(counts, report.hole !== null);
  reportElements(judged, result, report, env);
  return result;
}

/** The elements that decided; for "none found", the list and how many were looked at. */
function reportElements(judged: readonly JudgedElement[], result: Truth, report: ListReport, env: Environment): void {
  const { frame, steps } = report.at();
  const wanted = report.wanted;
  if (result === UNKNOWN) {
    if (report.hole) addEvidence(env, frame, steps, { seen: report.hole, state: "unread", wanted });
    return keep(
      judged.filter(({ truth }) => truth === UNKNOWN),
      env,
    );
  }
  const fitting = judged.filter(({ truth }) => truth === TRUE).length;
  if (report.kind === "count") addEvidence(env, frame, steps, { seen: fitting, state: "counted", wanted });
  else if (report.kind !== "every" && judged.every(({ truth }) => truth === FALSE)) {
    addEvidence(env, frame, steps, { seen: judged.length, state: "none_found", wanted });
  }
  const deciding = report.kind === "none" ? negate(result) : result;
  keep(report.kind === "count" ? judged : judged.filter(({ truth }) => truth === deciding), env);
}

function keep(judged: readonly JudgedElement[], env: Environment): void {
  for (const { evidence } of judged.slice(0, MOST_ELEMENTS_SHOWN)) env.trace!.push(...evidence);
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

/** Evidence about related resources stands at the joined place, or at the resource as a whole. */
function relatedAt(frame: Frame, ours: Place | null): { readonly frame: Frame; readonly steps: Place["steps"] } {
  return ours ? { frame: ours.from, steps: ours.steps } : { frame, steps: [] };
}
