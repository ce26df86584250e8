import type { Segment } from "../../evaluate/language/path.ts";
import type { Condition, Literal, Param, Table } from "../../model/rule.ts";
import type { KnownFields } from "../known-fields.ts";
import type { Reporter } from "../../source/reporter.ts";
import type { SourceNode } from "../../source/source-node.ts";

/** What a condition may refer to beside the document. */
export interface CheckFacts {
  readonly fields: KnownFields;
  readonly tables: Readonly<Record<string, Table>>;
  readonly conditions: ReadonlyMap<string, ConditionSource>;
}

/** A shared condition as it was read, before anything about it is sure. */
export interface ConditionSource {
  readonly name: string;
  readonly file: string;
  readonly types: readonly string[];
  readonly condition: Condition;
}

/**
 * Which part of the data a condition belongs to. `expect`: absence speaks for or against the resource. `when`: it has no
 * such meaning. `shared`: stands by itself, so it knows no `$` and no parameters. `exception`: of the responsibility
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

/** Where in a condition the check stands. */
export interface Surroundings {
  readonly role: ConditionRole;
  readonly facts: CheckFacts;
  readonly reporter: Reporter;
  readonly start: Start;
  /** What `$` means: the resource being judged. */
  readonly judged: Start;
  /** What `$name` means. */
  readonly named: ReadonlyMap<string, Start>;
  /** Under a count with both bounds absence has no direction. */
  readonly directed: boolean;
  /** How many `related` stand around this place. */
  readonly relatedDepth: number;
  readonly params: DeclaredParams;
  readonly unlisted: UnlistedPaths;
  /** Types without a field list: their paths go unchecked where this is set, and the type is a mistake where not. */
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

/** Checks a node of the language; handed down so that files of this folder need not import each other in circles. */
export type CheckNode = (node: SourceNode, at: Surroundings) => void;
