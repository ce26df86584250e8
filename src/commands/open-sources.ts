import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { readBatches } from "../inventory/read-source.ts";
import type { Library } from "../model/library.ts";
import type { SnapshotEntry } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import type { SourceChoice } from "./arguments.ts";
import { misuse } from "./choose-rules.ts";
import { CLOCK } from "./clock.ts";
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

/** The word that stands for the cloud; `./aws` is a folder. */
const AWS = "aws";

/**
 * Files, folders, patterns and stdin, or a cloud: one stream of entries either way. Only a cloud loads its SDK.
 *
 * @throws {DiagnosticError} where a cloud stands beside other sources, or its options beside files.
 */
export function openSources(choice: SourceChoice, use: SourceUse, io: Io): OpenedSources {
  const { sources } = choice;
  if (!sources.includes(AWS)) {
    refuseCloudOptions(choice);
    return {
      batches: readBatches(sources, { cwd: io.cwd, stdin: io.stdin }),
      name: sources.join(", "),
      tellsProgress: false,
    };
  }
  if (sources.length > 1)
    throw new DiagnosticError([
      misuse(`"${AWS}" is collected alone`, `collect it to a file first and scan that; a folder is ./${AWS}`),
    ]);
  return { batches: fromAws(choice, use, io), name: "AWS", tellsProgress: true };
}

function refuseCloudOptions({ region, account, profile }: SourceChoice): void {
  const given = [region.length > 0 && "--region", account && "--account", profile && "--profile"].filter(Boolean);
  if (given.length > 0)
    throw new DiagnosticError([
      misuse(`${given.join(", ")} is for collecting from a cloud`, `leave it out, or say ${AWS} in the place of files`),
    ]);
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
