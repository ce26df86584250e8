import type {
  CheckArguments,
  CollectArguments,
  DiffArguments,
  SchemaArguments,
  DemoArguments,
  ExplainArguments,
  MatrixArguments,
  ReportArguments,
  RulesListArguments,
  RulesTestArguments,
  ScanArguments,
} from "../commands/arguments/arguments.ts";
import type {
  NewAttestationArguments,
  NewConfigArguments,
  NewExemptionArguments,
  NewNoteArguments,
  NewRuleArguments,
} from "../commands/arguments/new-arguments.ts";
import type { DoctorArguments } from "../commands/arguments/doctor-arguments.ts";
import type { Command } from "../commands/io.ts";
import { run as listRules } from "../commands/rules-list.ts";
import type {
  AwsPermissionsArguments,
  AzurePermissionsArguments,
} from "../commands/arguments/permissions-arguments.ts";

type Loader<Arguments> = () => Promise<Command<Arguments>>;

/** How to load each command. A command is loaded when it runs; only the list, most of which every command needs, is loaded at once. */
export interface Commands {
  readonly scan: Loader<ScanArguments>;
  readonly collect: Loader<CollectArguments>;
  readonly report: Loader<ReportArguments>;
  readonly demo: Loader<DemoArguments>;
  readonly rulesList: Loader<RulesListArguments>;
  readonly rulesTest: Loader<RulesTestArguments>;
  readonly explain: Loader<ExplainArguments>;
  readonly matrix: Loader<MatrixArguments>;
  readonly check: Loader<CheckArguments>;
  readonly newRule: Loader<NewRuleArguments>;
  readonly newAttestation: Loader<NewAttestationArguments>;
  readonly newConfig: Loader<NewConfigArguments>;
  readonly newExemption: Loader<NewExemptionArguments>;
  readonly newNote: Loader<NewNoteArguments>;
  readonly diff: Loader<DiffArguments>;
  readonly doctor: Loader<DoctorArguments>;
  readonly permissionsAws: Loader<AwsPermissionsArguments>;
  readonly permissionsAzure: Loader<AzurePermissionsArguments>;
  readonly schema: Loader<SchemaArguments>;
}

export const COMMANDS: Commands = {
  scan: async () => (await import("../commands/scan.ts")).run,
  collect: async () => (await import("../commands/collect.ts")).run,
  report: async () => (await import("../commands/report.ts")).run,
  demo: async () => (await import("../commands/demo.ts")).run,
  rulesList: async () => listRules,
  rulesTest: async () => (await import("../commands/rules-test.ts")).run,
  explain: async () => (await import("../commands/explain.ts")).run,
  matrix: async () => (await import("../commands/matrix.ts")).run,
  check: async () => (await import("../commands/check.ts")).run,
  newRule: async () => (await import("../commands/new-rule.ts")).run,
  newAttestation: async () => (await import("../commands/new-attestation.ts")).run,
  newConfig: async () => (await import("../commands/new-config.ts")).run,
  newExemption: async () => (await import("../commands/new-exemption.ts")).run,
  newNote: async () => (await import("../commands/new-note.ts")).run,
  diff: async () => (await import("../commands/diff.ts")).run,
  doctor: async () => (await import("../commands/doctor.ts")).run,
  permissionsAws: async () => (await import("../commands/permissions-aws.ts")).run,
  permissionsAzure: async () => (await import("../commands/permissions-azure.ts")).run,
  schema: async () => (await import("../commands/schema.ts")).run,
};
