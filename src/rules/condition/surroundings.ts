import type { Segment } from "../../evaluate/language/path.ts";
import type { Condition, Literal, Param, Table } from "../../model/rule.ts";
import type { KnownFields } from "../known-fields.ts";
import type { Reporter } from "../../source/reporter.ts";
import type { SourceNode } from "../../source/source-node.ts";

/** What a condition may refer to besides the document. */
export interface CheckFacts {
  readonly fields: KnownFields;
  readonly tables: Readonly<Record<string, Table>>;
  readonly conditions: ReadonlyMap<string, ConditionSource>;
}

/** A shared condition as read, before it is checked. */
export interface ConditionSource {
  readonly name: string;
  readonly file: string;
  readonly types: readonly string[];
  readonly condition: Condition;
}

/**
 * Which part of the data a condition belongs to. `expect`: absence speaks for or against the resource. `when`: it has
 * no such meaning. `shared`: stands alone, so it has no `$` and no parameters. `exception`: of the responsibility
 * model, where absence is false or undetermined.
 */
export type ConditionRole = "expect" | "when" | "shared" | "exception";

/** Where paths begin: at documents of these types, below these segments. */
export interface Start {
  readonly types: readonly string[];
  readonly base: readonly Segment[];
  /** The element is one of these literals (`of`), which have no fields. */
  readonly literals: readonly Literal[] | "param" | null;
}

/** The position of the check in a condition. */
export interface Surroundings {
  readonly role: ConditionRole;
  readonly facts: CheckFacts;
  readonly reporter: Reporter;
  readonly start: Start;
  /** What `$` means: the resource being judged. */
  readonly judged: Start;
  /** What `$name` means. */
  readonly named: ReadonlyMap<string, Start>;
  /** False under a count with both bounds, where absence has no direction. */
  readonly directed: boolean;
  /** How many `related` enclose this place. */
  readonly relatedDepth: number;
  readonly params: DeclaredParams;
  readonly unlisted: UnlistedPaths;
  /** If set, paths of types without a field list are not checked; otherwise such a type is a mistake. */
  readonly lenientTypes: boolean;
}

export interface DeclaredParams {
  readonly declared: ReadonlyMap<string, Param>;
  /** Names that were used; the check adds to it. */
  readonly used: Set<string>;
}

export interface UnlistedPaths {
  readonly declared: ReadonlySet<string>;
  /** Paths that were used; the check adds to it. */
  readonly used: Set<string>;
}

export interface ConditionOptions {
  readonly role: ConditionRole;
  readonly types: readonly string[];
  readonly params?: DeclaredParams;
  readonly unlisted?: UnlistedPaths;
  readonly lenientTypes?: boolean;
}

export function surroundings(facts: CheckFacts, reporter: Reporter, options: ConditionOptions): Surroundings {
  const start: Start = { types: options.types, base: [], literals: null };
  return {
    role: options.role,
    facts,
    reporter,
    start,
    judged: start,
    named: new Map(),
    directed: true,
    relatedDepth: 0,
    params: options.params ?? { declared: new Map(), used: new Set() },
    unlisted: options.unlisted ?? { declared: new Set(), used: new Set() },
    lenientTypes: options.lenientTypes ?? false,
  };
}

/** Checks a node of the language; passed down so that files of this folder need not import each other in cycles. */
export type CheckNode = (node: SourceNode, at: Surroundings) => void;
