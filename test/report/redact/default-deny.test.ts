import { describe, expect, it } from "vitest";
import type * as z from "zod";
import type { Run } from "../../../src/model/run.ts";
import { createRedact } from "../../../src/report/redact/redact-run.ts";
import { vocabularyOf } from "../../../src/report/redact/vocabulary.ts";
import { attestationSchema, partySchema, unitSchema } from "../../../src/report/duty-schema.ts";
import {
  baselineSchema,
  blindSpotSchema,
  digestsSchema,
  estateSchema,
  evaluationSchema,
  exemptionSchema,
  judgingSchema,
  scopeSchema,
  summarySchema,
} from "../../../src/report/schema.ts";

/** What a schema of zod is made of. */
interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

/** A value with every field that the schema knows, and at every text a secret word of its own: `zqNcanary`. */
function fullOf(schema: z.ZodType, path: string, secrets: Map<string, string>): unknown {
  const def = schema.def as unknown as Def;
  const secret = (at: string): string => {
    const word = `zq${secrets.size}canary`;
    secrets.set(word, at);
    return word;
  };
  switch (def.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(def.shape!).map(([key, inner]) => [key, fullOf(inner, `${path}.${key}`, secrets)]),
      );
    case "array":
      return [fullOf(def.element!, `${path}[]`, secrets)];
    case "record": {
      const { type, entries } = def.keyType!.def as unknown as Def;
      const keys = type === "enum" ? Object.values(entries!) : [secret(`${path} key`)];
      return Object.fromEntries(keys.map((key) => [key, fullOf(def.valueType!, `${path}.*`, secrets)]));
    }
    case "optional":
    case "nullable":
    case "default":
      return fullOf(def.innerType!, path, secrets);
    case "enum":
      return Object.values(def.entries!)[0];
    case "literal":
      return def.values![0];
    case "number":
      return 1;
    case "boolean":
      return true;
    case "unknown":
      return { [secret(`${path} key`)]: [secret(path)] };
    case "string":
      return secret(path);
    default:
      throw new Error(`what to put into a ${def.type} at ${path} is not known`);
  }
}

const RECORDS = {
  scope: scopeSchema,
  digests: digestsSchema,
  judging: judgingSchema,
  baseline: baselineSchema,
  summary: summarySchema,
};
const LISTS = {
  evaluations: evaluationSchema,
  blind_spots: blindSpotSchema,
  exemptions: exemptionSchema,
  estate: estateSchema,
  parties: partySchema,
  units: unitSchema,
  attestations: attestationSchema,
};

function fullRun(secrets: Map<string, string>): Run {
  const records = Object.entries(RECORDS).map(([key, schema]) => [key, fullOf(schema, key, secrets)]);
  const lists = Object.entries(LISTS).map(([key, schema]) => [key, [fullOf(schema, `${key}[]`, secrets)]]);
  const warning = fullOf(evaluationSchema.shape.rule_id, "warnings[]", secrets);
  return {
    tool: { name: "demarc", version: "1.0.0" },
    as_of: "2026-11-20T12:00:00Z",
    rules: [],
    warnings: [warning],
    ...(Object.fromEntries([...records, ...lists]) as object),
  } as unknown as Run;
}

function survivorsOf(run: Run, secrets: ReadonlyMap<string, string>, owners: boolean): string[] {
  const redact = createRedact([run], {
    vocabulary: vocabularyOf("the words of the rules"),
    owners,
    nameOf: (kind) => `${kind}-1`,
    rekeyed: () => "rekeyed",
  });
  const said = JSON.stringify(redact.run(run));
  return [...secrets].flatMap(([word, path]) => (said.includes(word) ? [path] : []));
}

/** Regions, types, rules, services and moments stay: what each is says nothing of whose it is. Whoever adds a line decides that. */
const STAYS = [
  "scope.expected[].provider",
  "scope.expected[].regions[]",
  "digests key",
  "digests.*",
  "judging.declared_reads[].provider",
  "judging.declared_reads[].region",
  "judging.declared_reads[].type",
  "judging.declared_reads[].at",
  "baseline.as_of",
  "baseline.fixed[].rule_id",
  "baseline.fixed[].resource.provider",
  "baseline.fixed[].resource.region",
  "baseline.fixed[].resource.type",
  "summary.by_rule key",
  "summary.by_account key",
  "summary.accounts key",
  "summary.by_owner.*.by_rule key",
  "summary.by_owner.*.by_account key",
  "evaluations[].rule_id",
  "evaluations[].resource.provider",
  "evaluations[].resource.region",
  "evaluations[].resource.type",
  "evaluations[].responsibility.decided_by.step",
  "evaluations[].responsibility.decided_by.sources[]",
  "evaluations[].evidence[].at",
  "evaluations[].witness[].at",
  "evaluations[].exemption.until",
  "blind_spots[].provider",
  "blind_spots[].region",
  "blind_spots[].types[]",
  "exemptions[].rule",
  "exemptions[].match key",
  "exemptions[].until",
  "estate[].provider",
  "estate[].type",
  "estate[].service",
  "estate[].regions[]",
  "parties[].role",
  "parties[].provider",
  "attestations[].artifact",
  "attestations[].scope.regions[]",
  "attestations[].scope.rules[]",
  "attestations[].period.start",
  "attestations[].period.end",
  "attestations[].expires",
  "attestations[].bridge.until",
  "attestations[].qualified[].until",
  "attestations[].evidence.reviewed_on",
];

/** Teams and units keep their names unless these are asked for, too. */
const STAYS_OF_OWNERS = [
  "summary.by_owner key",
  "evaluations[].owner.id",
  "evaluations[].owner.unit",
  "estate[].unit",
  "parties[].id",
  "parties[].units[]",
  "units[].id",
  "units[].accountable",
  "attestations[].party",
];

describe("redaction of a run", () => {
  it("lets through only the fields that somebody has decided on, so that a new one is a failure here", () => {
    const secrets = new Map<string, string>();
    const run = fullRun(secrets);
    expect(secrets.size).toBeGreaterThan(100);
    expect(survivorsOf(run, secrets, true)).toEqual(STAYS);
    expect(survivorsOf(run, secrets, false).filter((path) => !STAYS.includes(path))).toEqual(STAYS_OF_OWNERS);
  });
});
