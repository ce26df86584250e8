import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import * as z from "zod";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { neutralize } from "../../diagnostics/neutralize.ts";
import type { Library } from "../../model/library.ts";
import type { FailOn } from "../../model/verdict.ts";
import type { Run } from "../../model/run.ts";
import { createPseudonyms, type RedactionKey } from "../../report/redact/pseudonyms.ts";
import { createRedact, type Redact } from "../../report/redact/redact-run.ts";
import { vocabularyOf } from "../../report/redact/vocabulary.ts";
import { CONFIG_SHAPE } from "../given/config-shape.ts";
import type { RedactChoice } from "../arguments/arguments.ts";
import { misuse } from "../library/choose-rules.ts";
import type { Dress } from "../given/dress.ts";
import type { Io } from "../io.ts";
import { readWrittenBefore } from "../given/read-written.ts";
import { writeWhole } from "./write-whole.ts";

/** Everything that contains names, before any of it is written. */
export interface Named {
  /** The run that reports show. */
  readonly run: Run;
  /** The run that decides the exit code. */
  readonly judged: Run;
  /** The owner that the report is limited to. */
  readonly owner?: string;
  /** The thresholds of individual owners. */
  readonly ownFailOn: ReadonlyMap<string, FailOn>;
  readonly dress: Dress;
}

/**
 * Replaces names by pseudonyms. The key and the meaning of each pseudonym go to a file that only its owner may read. If the
 * file exists, it is used and extended, so that reports made with it can be compared.
 *
 * @throws {DiagnosticError} if the file is something else, or cannot be read or written.
 */
export async function redacted(
  named: Named,
  { owners, keyFile }: RedactChoice,
  library: Library,
  io: Io,
): Promise<Named> {
  const path = resolve(io.cwd, keyFile);
  const before = (await readKey(keyFile, io)) ?? { key: randomBytes(32).toString("hex"), pseudonyms: {} };
  const runs = [named.run, named.judged, ...(named.dress.earlier ? [named.dress.earlier] : [])];
  const vocabulary = vocabularyOf(
    library,
    runs.map(({ rules }) => rules),
    Object.keys(CONFIG_SHAPE.shape),
  );
  const pseudonyms = createPseudonyms(before, (visit) => {
    apply(createRedact(runs, { ...visit, vocabulary, owners }), named);
  });
  const result = apply(createRedact(runs, { ...pseudonyms, vocabulary, owners }), named);
  await writeKey(path, pseudonyms.key());
  const count = Object.keys(pseudonyms.key().pseudonyms).length;
  await io.stderr.write(
    `${count} pseudonyms and their key: ${neutralize(keyFile)}; keep it from whoever gets the report\n`,
  );
  return result;
}

/** Applies the redaction; the client's name and picture are left out. */
function apply(redact: Redact, { run, judged, owner, ownFailOn, dress }: Named): Named {
  const { brand, notes, earlier, paper } = dress;
  const shown = redact.run(run);
  return {
    run: shown,
    judged: judged === run ? shown : redact.run(judged),
    ...(owner !== undefined && { owner: redact.owner(owner) }),
    ownFailOn: new Map([...ownFailOn].map(([id, failOn]) => [redact.owner(id), failOn])),
    dress: {
      ...(brand?.assessor !== undefined && { brand: { assessor: brand.assessor } }),
      ...(notes && { notes: redact.notes(notes) }),
      ...(earlier && { earlier: redact.run(earlier) }),
      ...(paper !== undefined && { paper }),
    },
  };
}

const FORMAT = "demarc-redaction";
const keySchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  key: z.string().regex(/^[\da-f]{64,}$/),
  pseudonyms: z.record(z.string().regex(/^[a-z][a-z-]*-[1-9]\d{0,8}$/), z.string()),
});

/** The largest key file, in bytes: enough for a million pseudonyms. */
const LARGEST_KEY = 128 * 1024 * 1024;

async function readKey(file: string, io: Io): Promise<RedactionKey | undefined> {
  const text = await readWrittenBefore(file, "the key", io, LARGEST_KEY);
  if (text === undefined) return undefined;
  const parsed = keySchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new DiagnosticError([
      misuse(`${file} is no key that --redact wrote`, "name another file with --redact-key, or none to make one"),
    ]);
  }
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function writeKey(path: string, { key, pseudonyms }: RedactionKey): Promise<void> {
  await writeWhole(path, [`${JSON.stringify({ format: FORMAT, version: 1, key, pseudonyms }, null, 2)}\n`]);
}
