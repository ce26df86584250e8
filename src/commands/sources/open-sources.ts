import { join } from "node:path";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import type { Piece } from "../../inventory/piece.ts";
import { readBatches } from "../../inventory/read-source.ts";
import type { SnapshotEntry } from "../../model/resource.ts";
import type { AwsChoice, AzureChoice, SourceChoice } from "../arguments/source-arguments.ts";
import { misuse } from "../library/choose-rules.ts";
import { fromAws } from "./from-aws.ts";
import { fromAzure } from "./from-azure.ts";
import type { Io } from "../io.ts";
import type { SourceUse } from "./source-use.ts";

export interface OpenedSources {
  readonly pieces: AsyncIterable<Piece>;
  /** Used in the head of a report if no source gives its scope. */
  readonly name: string;
}

/** The words that stand for clouds; `./aws` is a folder. */
const AWS = "aws";
const AZURE = "azure";
const CLOUD_WORDS = [AWS, AZURE];
/** Written by the build beside the program. */
const DIGEST_WORKER = "digest-worker.js";

/**
 * Files, folders, patterns and stdin, or a cloud: one stream of entries either way. Only a cloud loads its SDK.
 *
 * @throws {DiagnosticError} if a cloud is combined with other sources, or its options with files or another cloud.
 */
export function openSources(choice: SourceChoice, use: SourceUse, io: Io): OpenedSources {
  const { sources } = choice;
  const cloud = cloudIn(sources);
  refuseOptions(choice, cloud);
  if (choice.witness === true && cloud === undefined)
    throw new DiagnosticError([
      misuse("--witness is for collecting from a cloud", "leave it out: a file says what it holds"),
    ]);
  if (cloud === undefined) {
    const digestWorker = join(io.share, DIGEST_WORKER);
    const asked = { ...(use.types && { types: use.types }), ...(use.part && { part: use.part }) };
    const batches = readBatches(sources, { cwd: io.cwd, stdin: io.stdin, digestWorker, ...asked });
    return { pieces: asPieces(batches), name: sources.join(", ") };
  }
  if (sources.length > 1)
    throw new DiagnosticError([
      misuse(`"${cloud}" must be collected alone`, `collect it to a file first and scan that; a folder is ./${cloud}`),
    ]);
  const wanted = { ...use, witness: choice.witness === true };
  return cloud === AWS
    ? { pieces: fromAws(choice.aws, wanted, io), name: "AWS" }
    : { pieces: fromAzure(choice.azure, wanted, io), name: "Azure" };
}

/** The cloud among the sources, if any: only its collection can be continued after it broke off. */
export function cloudIn(sources: readonly string[]): string | undefined {
  return CLOUD_WORDS.find((word) => sources.includes(word));
}

/** The entries alone, without the units that they belong to. */
export async function* entriesOf(pieces: AsyncIterable<Piece>): AsyncGenerator<readonly SnapshotEntry[]> {
  for await (const { entries } of pieces) yield entries;
}

async function* asPieces(batches: AsyncIterable<readonly SnapshotEntry[]>): AsyncGenerator<Piece> {
  try {
    for await (const entries of batches) yield { entries };
  } catch (error) {
    throw error instanceof DiagnosticError ? new DiagnosticError(error.diagnostics.map(withCloudMeant)) : error;
  }
}

/** Adds a hint to the mistake, since a missing file may be a mistyped cloud name. */
function withCloudMeant(mistake: Diagnostic): Diagnostic {
  const cloud = mistake.code === "input-not-found" ? suggest(mistake.file, CLOUD_WORDS) : undefined;
  if (cloud === undefined) return mistake;
  return { ...mistake, help: [`did you mean "${cloud}", the cloud?`, mistake.help].filter(Boolean).join(" Else ") };
}

function refuseOptions(choice: SourceChoice, cloud: string | undefined): void {
  const given = [
    { options: cloud === AWS ? [] : optionsGiven(choice.aws), word: AWS },
    { options: cloud === AZURE ? [] : optionsGiven(choice.azure), word: AZURE },
  ];
  const problems = given
    .filter(({ options }) => options.length > 0)
    .map(({ options, word }) => {
      const [are, them] = options.length > 1 ? ["are", "them"] : ["is", "it"];
      const where = cloud === undefined ? `${are} for collecting from a cloud` : `${are} not for ${cloud}`;
      const place = cloud === undefined ? "files" : cloud;
      return misuse(`${options.join(", ")} ${where}`, `leave ${them} out, or give ${word} in place of ${place}`);
    });
  if (problems.length > 0) throw new DiagnosticError(problems);
}

/** The options that were given, as written on the command line. */
function optionsGiven(choice: AwsChoice | AzureChoice): string[] {
  const given = Object.entries(choice).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value));
  return given.map(([name]) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}
