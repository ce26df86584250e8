import type {
  Condition,
  Line,
  ListBody,
  OperatorName,
  Quantifier,
  QuestionName,
  QuestionNode,
} from "../../model/rule.ts";
import { OPERATOR_NAMES, QUANTIFIERS, QUESTION_NAMES } from "../../model/rule.ts";
import { nodeKind } from "./compile.ts";
import { fieldText, parsePath } from "./path.ts";
import { QUESTIONS } from "../questions/registry.ts";

/** Field paths that are read, by resource type: `configuration.ipPermissions[].fromPort`. */
export type ReadSet = Map<string, Set<string>>;

interface Place {
  readonly type: string;
  readonly prefix: string;
}

interface At extends Place {
  readonly named: Readonly<Record<string, Place>>;
}

/**
 * Everything a condition on `type` may read, without running it: used for what to collect, what to keep of a waiting
 * document, and which rules a refused call would blind. `onRelated` gets each type that is looked up elsewhere, which
 * may be `type` itself.
 */
export function readSet(
  condition: Condition,
  type: string,
  conditions: Readonly<Record<string, Condition>>,
  onRelated: (type: string) => void = () => {},
): ReadSet {
  const found: ReadSet = new Map();
  const top = { type, prefix: "" };

  const add = (text: string, at: At): Place => {
    const path = parsePath(text);
    const start = path.root === "element" ? at : (at.named[path.name ?? ""] ?? at);
    const place = { type: start.type, prefix: fieldText(path.segments, start.prefix) };
    if (place.prefix !== "") found.set(place.type, (found.get(place.type) ?? new Set()).add(place.prefix));
    return place;
  };

  const walkList = (body: ListBody, at: At): void => {
    const inside = (place: Place): At => ({
      ...place,
      named: body.as === undefined ? at.named : { ...at.named, [body.as]: place },
    });
    if (body.in !== undefined) {
      const list = add(body.in, at);
      const prefix = /(\[\]|\{\})$/.test(list.prefix) ? list.prefix : `${list.prefix}[]`;
      if (body.where) walk(body.where, inside({ type: list.type, prefix }));
    } else if (body.related !== undefined) {
      if (body.join) add(body.join.ours, at);
      for (const related of typeof body.related === "string" ? [body.related] : body.related) {
        const place = { type: related, prefix: "" };
        onRelated(related);
        found.set(related, found.get(related) ?? new Set());
        if (body.join) add(body.join.theirs, { ...place, named: at.named });
        if (body.where) walk(body.where, inside(place));
      }
    } else if (body.where) walk(body.where, inside({ type: "", prefix: "" }));
  };

  const walk = (node: Condition, at: At): void => {
    switch (nodeKind(node)) {
      case "all":
      case "any":
        for (const child of Object.values(node as Record<string, Condition[]>).flat()) walk(child, at);
        return;
      case "not":
        return walk((node as { not: Condition }).not, at);
      case "holds":
        return walk(conditions[(node as { holds: string }).holds]!, at);
      case "quantifier": {
        const kind = QUANTIFIERS.find((word) => Object.hasOwn(node, word))!;
        return walkList((node as unknown as Record<Quantifier, ListBody>)[kind], at);
      }
      case "question": {
        const name: QuestionName = QUESTION_NAMES.find((word) => Object.hasOwn(node, word))!;
        const argument = (node as QuestionNode)[name];
        for (const path of QUESTIONS[name].reads(argument, at.type)) add(path, at);
        for (const path of QUESTIONS[name].operands?.(argument) ?? []) add(path, at);
        for (const related of QUESTIONS[name].relates?.(argument, at.type) ?? []) {
          const place = { type: related, prefix: "", named: at.named };
          onRelated(related);
          for (const path of QUESTIONS[name].reads(argument, related)) add(path, place);
        }
        return;
      }
      default:
        walkLine(node as Line, at);
    }
  };

  const walkLine = (line: Line, at: At): void => {
    for (const path of typeof line.path === "object" ? line.path : [line.path ?? "."]) add(path, at);
    const name: OperatorName | undefined = OPERATOR_NAMES.find((word) => Object.hasOwn(line, word));
    const operand = name && (line[name] as { path?: unknown } | null);
    if (operand && typeof operand === "object" && typeof operand.path === "string") add(operand.path, at);
  };

  walk(condition, { ...top, named: { "": top } });
  found.delete("");
  return found;
}
