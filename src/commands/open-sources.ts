import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { readBatches } from "../inventory/read-source.ts";
import type { Library } from "../model/library.ts";
import type { SnapshotEntry } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import type { SourceChoice } from "./arguments.ts";
import { misuse } from "./choose-rules.ts";
import { CLOCK } from "./clock.ts";
import { azureOptionsGiven, fromAzure } from "./from-azure.ts";
import type { Io } from "./io.ts";
import { neededTypes } from "./needed-types.ts";
import { lineOn } from "./progress.ts";

export interface OpenedSources {
  readonly batches: AsyncIterable<readonly SnapshotEntry[]>;
  /** For the head of a report where no source says its scope. */
  readonly name: string;
  /** The source itself says how far it has come. */
  readonly tellsProgress: boolean;
}

export interface SourceUse {
  readonly library: Library;
  /** What they need is read of a cloud; of files all is read. */
  readonly rules: readonly Rule[];
  readonly progress: boolean;
}

/** The words that stand for clouds; `./aws` is a folder. */
const AWS = "aws";
const AZURE = "azure";
const CLOUD_WORDS = [AWS, AZURE];

/**
 * Files, folders, patterns and stdin, or a cloud: one stream of entries either way. Only a cloud loads its SDK.
 *
 * @throws {DiagnosticError} where a cloud stands beside other sources, or its options beside files or another cloud.
 */
export function openSources(choice: SourceChoice, use: SourceUse, io: Io): OpenedSources {
  const { sources } = choice;
  const cloud = CLOUD_WORDS.find((word) => sources.includes(word));
  refuseOptions(choice, cloud);
  if (cloud === undefined) {
    return {
      batches: readBatches(sources, { cwd: io.cwd, stdin: io.stdin }),
      name: sources.join(", "),
      tellsProgress: false,
    };
  }
  if (sources.length > 1)
    throw new DiagnosticError([
      misuse(`"${cloud}" is collected alone`, `collect it to a file first and scan that; a folder is ./${cloud}`),
    ]);
  return cloud === AWS
    ? { batches: fromAws(choice, use, io), name: "AWS", tellsProgress: true }
    : { batches: fromAzure(choice.azure, use, io), name: "Azure", tellsProgress: true };
}

function refuseOptions(choice: SourceChoice, cloud: string | undefined): void {
  const { region, account, profile } = choice;
  const ofAws = [region.length > 0 && "--region", account && "--account", profile && "--profile"].filter(Boolean);
  const given = [
    { options: cloud === AWS ? [] : ofAws, word: AWS },
    { options: cloud === AZURE ? [] : azureOptionsGiven(choice.azure), word: AZURE },
  ];
  const problems = given
    .filter(({ options }) => options.length > 0)
    .map(({ options, word }) => {
      const where = cloud === undefined ? `is for collecting from a cloud` : `is not for ${cloud}`;
      const place = cloud === undefined ? "files" : cloud;
      return misuse(`${options.join(", ")} ${where}`, `leave it out, or say ${word} in the place of ${place}`);
    });
  if (problems.length > 0) throw new DiagnosticError(problems);
}

async function* fromAws(
  { region, account, profile }: SourceChoice,
  { library, rules, progress }: SourceUse,
  io: Io,
): AsyncGenerator<readonly SnapshotEntry[]> {
  const { types, globalTypes, notInInventory } = neededTypes(rules, library, AWS);
  const line = lineOn(io.stderr, progress);
  const { collectAws } = await import("../collect/aws/collect.ts");
  try {
    yield* collectAws({
      types,
      globalTypes,
      notInConfig: notInInventory,
      regions: region,
      ...(account !== undefined && { account }),
      ...(profile !== undefined && { profile }),
      env: io.env,
      now: io.now,
      clock: CLOCK,
      onProgress: ({ calls, throttled, resources }) =>
        line.show(`aws: ${resources} resources, ${calls} calls${throttled > 0 ? `, ${throttled} throttled` : ""}`),
    });
  } finally {
    await line.done();
  }
}
