import type { AbsentWord, Line, OperatorName } from "../../model/rule.ts";
import { OPERATOR_NAMES } from "../../model/rule.ts";
import type { CompileContext } from "./context.ts";
import type { Frame } from "./frame.ts";
import { stepsFromTop } from "./frame.ts";
import type { Environment, Node } from "./node.ts";
import { addPlaceEvidence } from "./node.ts";
import { OPERATORS } from "../operators/registry.ts";
import type { Answer, Check, Operator } from "../operators/operator.ts";
import { literalText } from "../operators/operator.ts";
import { findPlace, kindOf } from "./place.ts";
import type { Place } from "./place.ts";
import { fillParams } from "./params.ts";
import { planPlace } from "./plan.ts";
import type { PlannedPlace } from "./plan.ts";
import { ABSENT, NOT_PLAIN, UNREAD } from "./quick.ts";
import type { QuickRead } from "./quick.ts";
import { compileQuickFact, findFact } from "./spelling.ts";
import { FALSE, TRUE, UNKNOWN } from "./truth.ts";
import type { Truth } from "./truth.ts";
import { moreThanShown, unreadAt } from "./unread.ts";

/** A line: one place, one operator, at most one word for absence. */
export function compileLine(line: Line, context: CompileContext): Node {
  const name = operatorOf(line);
  const operator = OPERATORS[name];
  const places = (typeof line.path === "object" ? line.path : [line.path ?? "."]).map((path) =>
    planPlace(path, context),
  );
  const makeCheck = compileOperand(operator, line[name], places[0]!, context);
  const onAbsent = compileAbsence(line, name, context);
  const find = findFact(places);
  const presenceType = name === "is" ? places[0]!.field?.type : undefined;
  const answerTo = (value: unknown, check: Check): Answer =>
    presenceType && !fitsType(value, presenceType) ? wrongKind(value, presenceType) : check(value);
  const { fixed } = makeCheck;
  const quick = fixed && compileQuickFact(places);
  const exactly: Node = (frame, env) => {
    const place = find(frame);
    const { check, wanted } = makeCheck.at(frame, env);
    if (place.state === "absent") return judgeAbsent(place, check, wanted, onAbsent, env);
    if (place.state !== "value" || check === null) {
      addPlaceEvidence(env, place, wanted);
      return UNKNOWN;
    }
    return settle(place, answerTo(place.value, check), wanted, name, context.fold, env);
  };
  if (!fixed || !quick) return exactly;
  const check: Check = presenceType ? (value) => answerTo(value, fixed) : fixed;
  return quickly(quick, check, absentTruthOf(onAbsent, fixed), exactly);
}

/** The same without evidence, for the simple and most common case. */
function quickly(quick: QuickRead, check: Check, onAbsent: Truth, exactly: Node): Node {
  return (frame, env) => {
    if (env.trace !== null) return exactly(frame, env);
    const value = quick(frame);
    if (value === ABSENT) return onAbsent;
    if (value === UNREAD) return UNKNOWN;
    if (value === NOT_PLAIN) return exactly(frame, env);
    const answer = check(value);
    return typeof answer === "number" ? answer : answerTruth(answer);
  };
}

function operatorOf(line: Line): OperatorName {
  const name = OPERATOR_NAMES.find((candidate) => Object.hasOwn(line, candidate));
  if (!name) throw new Error("a line without an operator");
  return name;
}

function settle(
  place: Place,
  answer: Answer,
  wanted: string,
  name: OperatorName,
  fold: boolean,
  env: Environment,
): Truth {
  if (typeof answer === "object" && "wrong" in answer) {
    addPlaceEvidence(env, { ...place, state: "wrong_type", why: answer.wrong }, wanted);
    return UNKNOWN;
  }
  const truth = answerTruth(answer);
  const because = typeof answer === "number" ? undefined : answer.because;
  // What is not among the elements read might be among those that were not.
  const mayHide = decidedByEmptiness(name, truth, place.value) && hidesMembers(place, fold);
  addPlaceEvidence(env, place, wanted, mayHide ? "there may be more in it than was read" : because);
  return mayHide ? UNKNOWN : truth;
}

/** Whether one more element or key could change the answer: a word was not found, or the value is empty. */
function decidedByEmptiness(name: OperatorName, truth: Truth, value: unknown): boolean {
  if (name === "is") return typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return truth === FALSE && (name === "contains_all" || name === "contains_any");
}

function hidesMembers({ from, steps, value }: Place, fold: boolean): boolean {
  const index = from.view.unread;
  if (!index) return false;
  const at = [...stepsFromTop(from), ...steps];
  if (Array.isArray(value)) return moreThanShown(index, at, value.length, fold) !== undefined;
  return unreadAt(index, at, true, fold) !== undefined;
}

type Absence =
  | { readonly kind: "default"; readonly value: unknown }
  | { readonly kind: "truth"; readonly truth: Truth; readonly because: string }
  | { readonly kind: "operator" };

function compileAbsence(line: Line, name: OperatorName, context: CompileContext): Absence {
  if (name === "is") return { kind: "operator" };
  if (line.default !== undefined) return { kind: "default", value: line.default };
  const word = line.absent ?? context.absent;
  return { kind: "truth", truth: absentTruth(word, context.positive), because: `absent counts as ${word}` };
}

/** The truth of a word for absence in its context: inverted under an odd number of negations. */
export function absentTruth(word: AbsentWord, positive: boolean | null): Truth {
  if (word === "unknown" || positive === null) return UNKNOWN;
  return (word === "pass") === positive ? TRUE : FALSE;
}

function judgeAbsent(place: Place, check: Check | null, wanted: string, absence: Absence, env: Environment): Truth {
  if (absence.kind === "truth") {
    addPlaceEvidence(env, place, wanted, absence.because);
    return absence.truth;
  }
  if (check === null) {
    addPlaceEvidence(env, place, wanted);
    return UNKNOWN;
  }
  const because =
    absence.kind === "default" ? `absent: the cloud's default is ${defaultText(absence.value)}` : undefined;
  addPlaceEvidence(env, place, wanted, because);
  return absentTruthOf(absence, check);
}

function absentTruthOf(absence: Absence, check: Check): Truth {
  if (absence.kind === "truth") return absence.truth;
  return answerTruth(check(absence.kind === "default" ? absence.value : null));
}

/** A value of a type that the operator does not take is unknown. */
function answerTruth(answer: Answer): Truth {
  if (typeof answer === "number") return answer;
  return "truth" in answer ? answer.truth : UNKNOWN;
}

function defaultText(value: unknown): string {
  return Array.isArray(value)
    ? value.length === 0
      ? "an empty list"
      : value.map(literalText).join(", ")
    : literalText(value);
}

interface OperandCheck {
  /** The check if the operand is the same for every resource. */
  readonly fixed: Check | null;
  /** The check for this frame; null if the operand itself could not be determined. */
  readonly at: (frame: Frame, env: Environment) => { readonly check: Check | null; readonly wanted: string };
}

function compileOperand(
  operator: Operator,
  operand: unknown,
  place: PlannedPlace,
  context: CompileContext,
): OperandCheck {
  const operatorContext = {
    fold: context.fold || place.field?.enum !== undefined,
    asOf: context.facts.asOf,
    tables: context.facts.tables,
  };
  const path = operandPath(operand);
  if (path === null) {
    const literal = fillParams(operand, context);
    const fixed = { check: operator.prepare(literal, operatorContext), wanted: operator.wanted(literal) };
    return { fixed: fixed.check, at: () => fixed };
  }
  const other = planPlace(path, context).plan;
  return {
    fixed: null,
    at: (frame, env) => {
      const found = findPlace(other, frame);
      if (found.state === "value" && fitsOperand(found.value)) {
        return { check: operator.prepare(found.value, operatorContext), wanted: operator.wanted(found.value) };
      }
      addPlaceEvidence(env, found, "a value to compare with");
      return { check: null, wanted: `what ${path} holds` };
    },
  };
}

function fitsOperand(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function operandPath(operand: unknown): string | null {
  if (typeof operand !== "object" || operand === null || Array.isArray(operand)) return null;
  const { path } = operand as { path?: unknown };
  return typeof path === "string" ? path : null;
}

function fitsType(value: unknown, type: string): boolean {
  switch (type) {
    case "list":
      return Array.isArray(value);
    case "object":
    case "map":
    case "policy":
      return typeof value === "object" && !Array.isArray(value);
    case "number":
    case "boolean":
      return typeof value === type || typeof value === "string";
    case "date":
      return typeof value === "string" || typeof value === "number";
    default:
      return typeof value !== "object" || "masked" in (value as object);
  }
}

function wrongKind(value: unknown, type: string): Answer {
  return { wrong: `${kindOf(value)} where the field is ${type}` };
}
