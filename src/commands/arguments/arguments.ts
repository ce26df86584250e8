import type { Overrides } from "../../assess/overrides/shape.ts";
import type { FormatName, Paper } from "../../model/formats.ts";
import type { SheetFormat } from "../../model/matrix.ts";
import type { FailOn } from "../../model/verdict.ts";
import type { Layer, Outcome, Severity } from "../../model/words.ts";
import type { DeclaredRead, ExpectedPlace, SourceChoice } from "./source-arguments.ts";

/** The words of the command line, checked and converted, as `cli/` hands them to a command. */

/** What a report can be split by: `{account}` and `{owner}` in its file name. */
export const PART_WORDS = ["account", "owner"] as const;

/** `--format NAME[=FILE]`. */
export interface FormatRequest {
  readonly name: FormatName;
  /** Default: stdout. With `{account}` or `{owner}` in it, one file for each. */
  readonly file?: string;
}

export type Include = "all" | readonly Outcome[];
export type GroupBy = (typeof GROUPINGS)[number];
export const GROUPINGS = ["rule", "resource", "account", "service", "owner", "framework"] as const;

/** Which rules are judged; empty lists leave nothing out. */
export interface RuleChoice {
  /** Folders of people's own rules. */
  readonly rules: readonly string[];
  /** Rule ids. */
  readonly rule: readonly string[];
  /** Rules of at least this severity. */
  readonly severity?: Severity;
  readonly layer: readonly Layer[];
  /** Resource types. */
  readonly type: readonly string[];
  /** Frameworks: only rules that map to one of their controls. */
  readonly framework: readonly string[];
}

/** `--redact`. */
export interface RedactChoice {
  /** Teams and units too. */
  readonly owners: boolean;
  /** Holds the key and what each pseudonym stands for; created if it does not exist. */
  readonly keyFile: string;
}

/** How a run is reported and saved. */
export interface ReportChoice {
  /** Never empty; at most one goes to stdout. */
  readonly format: readonly FormatRequest[];
  /** Run file to write. */
  readonly save?: string;
  /** Outcomes besides `fail` that the machine formats list one by one. */
  readonly include: Include;
  readonly groupBy: GroupBy;
  /** Only the findings and the result. */
  readonly quiet: boolean;
  /** CSV starts with one, which tells some spreadsheets that it is UTF-8. */
  readonly byteOrderMark?: true;
  /** Pseudonyms instead of names; default: names as they are. */
  readonly redact?: RedactChoice;
  readonly progress: boolean;
}

/** What a run comes to: how the gate is set. */
export interface GateChoice {
  readonly failOn: FailOn;
  /** Unknown pairs do not make the run incomplete. */
  readonly allowIncomplete: boolean;
  /** The most unknown pairs allowed. Only valid with `allowIncomplete`, and required with it under CI. */
  readonly maxUnknown?: number;
  /** Exemptions that are unused or over-broad fail, and findings with changed facts are open. */
  readonly strictExemptions: boolean;
}

/** The files, written or saved by people, that a run is compared with. */
export interface GateFiles {
  /** `exemptions.yaml`; missing: none. */
  readonly exemptions?: string;
  /** The most days an exemption may last. */
  readonly longestExemption: number;
  /** Saved run whose findings are known. */
  readonly baseline?: string;
}

/** `--owner-fail-on PARTY=SEVERITY`. */
export interface OwnerFailOn {
  readonly owner: string;
  readonly failOn: FailOn;
}

/** Who owns what, and the evidence for duties that cannot be checked. */
export interface DutyChoice {
  /** `attestations.yaml`; missing: nothing is attested. */
  readonly attestations?: string;
  /** Duties without evidence leave the run incomplete. */
  readonly requireEvidence: boolean;
  /** `owners.yaml`; missing: everything is unassigned. */
  readonly owners?: string;
  /** The one party to report on and judge, or `unassigned`; default: all. */
  readonly owner?: string;
  /** Thresholds of single parties, in place of the one for all for what they own; missing: none. */
  readonly ownerFailOn?: readonly OwnerFailOn[];
}

export interface CollectArguments extends RuleChoice, SourceChoice {
  /** Of `demarc.yaml`; missing: none. */
  readonly overrides?: Overrides;
  /** Snapshot to write; compressed if the name ends in `.gz`. */
  readonly output: string;
  /** Continue from what an interrupted collection left beside it. */
  readonly resume: boolean;
  readonly progress: boolean;
}

export interface ScanArguments
  extends RuleChoice, ReportChoice, SourceChoice, GateChoice, GateFiles, DutyChoice, DressChoice {
  /** ISO 8601 UTC; missing: now. */
  readonly asOf?: string;
  /** Threads that judge one large snapshot; missing: one. */
  readonly workers?: number;
  /** Days after which a document is stale. */
  readonly maxAge: number;
  readonly declareRead: readonly DeclaredRead[];
  readonly expected: readonly ExpectedPlace[];
  /** Of `demarc.yaml`; missing: none. */
  readonly overrides?: Overrides;
  /** What `demarc.yaml` loosens, in words. */
  readonly loosened: readonly string[];
  /** SHA-256 of the files that options came from, by name. */
  readonly shapedBy: Readonly<Record<string, string>>;
}

export interface DemoArguments extends RuleChoice, ReportChoice, GateChoice, DutyChoice {
  /** Leave with the code a scan would have returned. */
  readonly exitCode: boolean;
}

export const LIST_FORMATS = ["text", "json"] as const;

/** What a report shows besides the run. */
export interface DressChoice {
  /** Who it is for. */
  readonly client?: string;
  /** Who hands it over. */
  readonly assessor?: string;
  /** Picture file. */
  readonly logo?: string;
  /** `notes.yaml`. */
  readonly notes?: string;
  readonly paper?: Paper;
}

export interface ReportArguments
  extends ReportChoice, GateChoice, GateFiles, DressChoice, Pick<DutyChoice, "owner" | "ownerFailOn"> {
  /** Saved runs. */
  readonly runs: readonly [string, ...string[]];
  /** Folders of people's own rules. */
  readonly rules: readonly string[];
  /** Snapshot to judge the run again from, instead of rendering it. */
  readonly verify?: string;
  /** `owners.yaml`, if the run is judged again. */
  readonly owners?: string;
  /** `attestations.yaml`, if the run is judged again. */
  readonly attestations?: string;
  /** Saved run whose findings are looked at again. */
  readonly compare?: string;
  /** Of `demarc.yaml`, where it is judged again; missing: none. */
  readonly overrides?: Overrides;
  /** What `demarc.yaml` loosens, in words. */
  readonly loosened: readonly string[];
}

export interface RulesListArguments extends RuleChoice {
  readonly format: (typeof LIST_FORMATS)[number];
}

export interface RulesTestArguments {
  /** Folders; empty: the shipped rules. */
  readonly folders: readonly string[];
  /** Rule ids; empty: all. */
  readonly rule: readonly string[];
}

export interface ExplainArguments {
  /** Rule id, resource type, resource id or name, or fingerprint. */
  readonly what: string;
  /** Folders of people's own rules. */
  readonly rules: readonly string[];
  /** Run file that a resource or a finding is looked up in. */
  readonly run?: string;
}

export interface CheckArguments {
  /** Never empty. */
  readonly files: readonly string[];
}

export interface DiffArguments {
  /** Saved runs. */
  readonly before: string;
  readonly after: string;
  readonly format: (typeof DIFF_FORMATS)[number];
  /** A changed gate alone does not exit with 1. */
  readonly acceptGateChanges: boolean;
}
export const DIFF_FORMATS = ["text", "markdown", "json"] as const;

export type SchemaName = (typeof SCHEMA_NAMES)[number];
export const SCHEMA_NAMES = ["config", "rule", "exemptions", "owners", "attestations", "notes", "report"] as const;

export interface SchemaArguments {
  readonly name: SchemaName;
}

export const MATRIX_SLICES = ["service", "unit"] as const;

export interface MatrixArguments {
  /** Saved run; missing: the model alone. */
  readonly run?: string;
  readonly type: readonly string[];
  readonly service: readonly string[];
  /** `--if FIELD=VALUE`, as they were given. */
  readonly suppose: readonly string[];
  readonly by: (typeof MATRIX_SLICES)[number];
  /** Control by control, instead of by slice. */
  readonly framework?: string;
  /** Who manages which requirement of the framework. */
  readonly register: boolean;
  readonly requireEvidence: boolean;
  readonly format: SheetFormat;
  /** Folders of people's own rules. */
  readonly rules: readonly string[];
}
