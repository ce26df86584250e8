import type { LIST_FORMATS, RuleChoice } from "./arguments.ts";
import type { SourceChoice } from "./source-arguments.ts";

export const CLOUDS_EXAMINED = ["aws", "azure"] as const;

export interface DoctorArguments extends RuleChoice, Pick<SourceChoice, "aws" | "azure"> {
  /** Default: every cloud there are credentials for. */
  readonly cloud?: (typeof CLOUDS_EXAMINED)[number];
  /** Saved run or snapshot to examine instead of a cloud. */
  readonly run?: string;
  readonly format: (typeof LIST_FORMATS)[number];
  readonly progress: boolean;
}
