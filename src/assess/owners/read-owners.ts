import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Library } from "../../model/library.ts";
import type { OwnerParty } from "../../model/owner.ts";
import type { Layer } from "../../model/words.ts";
import { createReporter } from "../../source/reporter.ts";
import { checkShape } from "../../source/shape.ts";
import { readSource } from "../../source/yaml-source.ts";
import { checkOwners } from "./check-owners.ts";
import { OWNERS_SHAPE } from "./shape.ts";
import type { OwnersFile, UnitFile } from "./shape.ts";

/** Who owns what, checked. */
export interface Owners {
  readonly parties: readonly OwnerParty[];
  readonly units: readonly OwnedUnit[];
  readonly assignments: readonly Assignment[];
}

export interface OwnedUnit extends Pick<UnitFile, "accountable" | "rules" | "tighten"> {
  readonly id: string;
  /** Accounts and subscriptions. */
  readonly accounts: readonly string[];
  readonly groups: readonly GroupPattern[];
}

/** Resource groups of a unit. */
export interface GroupPattern {
  /** Missing: of any subscription. */
  readonly account?: string;
  /** `*` stands for any run of characters. */
  readonly name: string;
}

/** One line of `assign`; which keys `match` has says the step. */
export interface Assignment {
  readonly match: {
    readonly id?: string;
    readonly tag?: { readonly key: string; readonly value: string };
    readonly unit?: string;
    readonly layer?: Layer;
    readonly type?: string;
    readonly account?: string;
  };
  readonly owner: string;
}

export interface ReadOwners {
  /** Null where a mistake leaves nothing to go by. */
  readonly owners: Owners | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `owners.yaml`. `file` is the name that diagnostics give. */
export function readOwners(
  text: string,
  file: string,
  library: Pick<Library, "roles" | "providers" | "rules">,
): ReadOwners {
  const reporter = createReporter(file);
  const node = readSource(text, reporter);
  const shape = node && checkShape(OWNERS_SHAPE, node, reporter, "owners");
  if (shape) checkOwners(shape, node, library, reporter);
  const broken = reporter.diagnostics.some(({ severity }) => severity === "error");
  return { owners: shape && !broken ? ownersOf(shape) : null, diagnostics: reporter.diagnostics };
}

function ownersOf({ parties, units = {}, assign = [] }: OwnersFile): Owners {
  return {
    parties: parties.map(({ unit, ...party }) => ({
      ...party,
      ...(unit === undefined ? {} : { units: [unit].flat() }),
    })),
    units: Object.entries(units).map(([id, unit]) => ({
      id,
      ...(unit.accountable === undefined ? {} : { accountable: unit.accountable }),
      ...(unit.rules === undefined ? {} : { rules: unit.rules }),
      ...(unit.tighten === undefined ? {} : { tighten: unit.tighten }),
      accounts: [...(unit.accounts ?? []), ...(unit.subscriptions ?? [])],
      groups: (unit.resource_groups ?? []).map(groupPattern),
    })),
    assignments: assign,
  };
}

function groupPattern(written: string): GroupPattern {
  const slash = written.indexOf("/");
  return slash === -1 ? { name: written } : { account: written.slice(0, slash), name: written.slice(slash + 1) };
}
