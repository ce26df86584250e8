import { foldsCase } from "../../model/library.ts";
import type { AbsentWord, Condition, Field, FieldLists, Literal, Param, Table } from "../../model/rule.ts";
import type { IndexSpec } from "../related/related-lookup.ts";

/** Facts from the shipped data and the run; the same for every compiled condition. */
export interface Facts {
  readonly fields: FieldLists;
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly providers: Readonly<Record<string, ProviderFacts>>;
  /** The moment the estate is judged for, in milliseconds since 1970. */
  readonly asOf: number;
}

/** How a provider writes its documents. */
export interface ProviderFacts {
  /** `insensitive`: keys and text compare case-insensitively. */
  readonly case: "sensitive" | "insensitive";
  /** Reads `account` and `region` out of a resource id. */
  readonly id_scope?: RegExp;
}

/** The compiler's position in a condition. */
export interface CompileContext {
  readonly facts: Facts;
  /** The resource type that paths at this position refer to. */
  readonly type: string;
  readonly fold: boolean;
  /** Path of the current element in that type's field list, e.g. `configuration.ipPermissions[]`; empty at the top. */
  readonly prefix: string;
  /** Type and prefix of the judged resource and of elements named by `as`, for `$` and `$name`. */
  readonly named: Readonly<Record<string, { readonly type: string; readonly prefix: string }>>;
  /** False under an odd number of negations, where words for absence are inverted. Null if absence has no direction. */
  readonly positive: boolean | null;
  /** What absence means if a line does not say. */
  readonly absent: AbsentWord;
  readonly params: Readonly<Record<string, Literal | readonly Literal[]>>;
  readonly unlisted: Readonly<Record<string, string>>;
  /** Whether the current documents may lie in another account than the judged resource. */
  readonly anywhere: boolean;
  /** Related types the condition reads; the compiler adds to it. */
  readonly indexes: IndexSpec[];
}

/** The context of a whole condition on `type`. */
export function conditionContext(
  facts: Facts,
  type: string,
  provider: string,
  options: {
    readonly absent?: AbsentWord;
    readonly params?: Readonly<Record<string, Param>>;
    readonly unlisted?: Readonly<Record<string, string>>;
  } = {},
): CompileContext {
  const params: Record<string, Literal | readonly Literal[]> = {};
  for (const [name, param] of Object.entries(options.params ?? {})) params[name] = param.default;
  return {
    facts,
    type,
    fold: foldsCase(facts.providers, provider),
    prefix: "",
    named: { "": { type, prefix: "" } },
    positive: true,
    absent: options.absent ?? "unknown",
    params,
    unlisted: options.unlisted ?? {},
    anywhere: false,
    indexes: [],
  };
}

/** The context inside a `where`; `$name` refers to the element if it has a name. */
export function named(context: CompileContext, name: string | null): CompileContext {
  if (name === null) return context;
  return { ...context, named: { ...context.named, [name]: { type: context.type, prefix: context.prefix } } };
}

/** What the field list says about a path of `type`. */
export function fieldOf(facts: Facts, type: string, path: string, fold: boolean): Field | undefined {
  const fields = Object.hasOwn(facts.fields, type) ? facts.fields[type]!.fields : undefined;
  if (!fields) return undefined;
  if (Object.hasOwn(fields, path)) return fields[path];
  if (!fold) return undefined;
  const wanted = path.toLowerCase();
  const key = Object.keys(fields).find((known) => known.toLowerCase() === wanted);
  return key === undefined ? undefined : fields[key];
}
