import { suggest } from "../../diagnostics/suggest.ts";
import type { Library } from "../../model/library.ts";
import type { ResponsibilityException, ResponsibilityModel } from "../../model/responsibility.ts";
import type { Condition } from "../../model/rule.ts";
import type { Reporter } from "../../source/reporter.ts";
import { addDays, daysBetween } from "../days.ts";
import type { Placed, ResponsibilityOverride } from "./shape.ts";

export interface OverriddenModel {
  readonly model: ResponsibilityModel;
  /** One for each override that holds or has ended. */
  readonly said: readonly string[];
}

export interface When {
  /** ISO 8601 UTC. */
  readonly asOf: string;
  /** Days that what takes a duty from the customer may last. */
  readonly longest: number;
}

const EXPIRING_DAYS = 14;

/**
 * The model with what people have agreed otherwise laid over it, last of all. One that has ended is left out and said.
 * Mistakes go to the reporter.
 */
export function overrideResponsibility(
  { responsibility: model, fields }: Pick<Library, "responsibility" | "fields">,
  overrides: readonly Placed<ResponsibilityOverride>[],
  { asOf, longest }: When,
  reporter: Reporter,
): OverriddenModel {
  const providers = new Map([
    ...Object.entries(model.types).map(([type, { provider }]) => [type, provider] as const),
    ...Object.entries(fields).flatMap(([type, { provider }]) => (provider ? [[type, provider] as const] : [])),
  ]);
  const known = new Map([...providers.keys()].map((type) => [type.toLowerCase(), type]));
  const laid: (ResponsibilityException & { readonly provider: string })[] = [];
  const said: string[] = [];
  const holding = new Set<string>();
  for (const override of overrides) {
    const { type: written, until, place, layer, party, account, reason } = override;
    const type = known.get(written.toLowerCase());
    if (type === undefined) {
      const near = suggest(written, [...known.values()]);
      reporter.error(
        place,
        "override-unknown-type",
        `no resource type "${written}"`,
        near && `did you mean "${near}"?`,
      );
      continue;
    }
    if (until !== undefined && daysBetween(asOf, until) > longest) {
      const help = `choose a day up to ${addDays(asOf, longest)}, or raise --longest-exemption`;
      reporter.error(place, "override-too-long", `${until} is more than ${longest} days ahead`, help);
      continue;
    }
    const what = `${reporter.file}: ${layer} of ${type}${account === undefined ? "" : ` in ${account}`}`;
    const left = until === undefined ? Number.POSITIVE_INFINITY : daysBetween(asOf, until);
    if (left < 0) {
      said.push(`${what} was to be ${party} until ${until}: this has ended and no longer counts`);
      continue;
    }
    if (holding.has(what)) {
      reporter.error(place, "override-twice", `${layer} of ${type} is overridden twice`, "keep the one that applies");
      continue;
    }
    holding.add(what);
    const end =
      until === undefined ? "" : ` until ${until}${left <= EXPIRING_DAYS ? `, which is in ${left} days` : ""}`;
    said.push(`${what} is ${party}${end}: ${reason}${agreedBy(override)}`);
    laid.push({ ...exceptionOf(override, type), provider: providers.get(type)! });
  }
  return { model: { ...model, everywhere: [...model.everywhere, ...laid] }, said };
}

function exceptionOf(override: ResponsibilityOverride, type: string): ResponsibilityException {
  const { layer, party, account, reason } = override;
  const ofType: Condition = { path: "type", equals: type };
  return {
    id: "of-this-estate",
    when: account === undefined ? ofType : { all: [ofType, { path: "account", equals: account }] },
    set: { [layer]: party },
    why: `${reason}${agreedBy(override)}`,
    sources: ["judgement"],
  };
}

function agreedBy({ approved_by: by }: ResponsibilityOverride): string {
  return by === undefined ? "" : ` (approved by ${by})`;
}
