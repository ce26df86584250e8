import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import type { SourceChoice } from "../../../src/commands/arguments/source-arguments.ts";
import type { Io } from "../../../src/commands/io.ts";
import { openSources } from "../../../src/commands/sources/open-sources.ts";
import type { SourceUse } from "../../../src/commands/sources/source-use.ts";

async function helpFor(source: string): Promise<string | undefined> {
  const choice = {
    sources: [source],
    aws: { region: [], account: [], excludeAccount: [], organization: false, ou: [] },
    azure: { subscription: [], resourceGroup: [], tag: [], fresh: false },
  } satisfies SourceChoice;
  const use = { progress: false } as SourceUse;
  try {
    for await (const _ of openSources(choice, use, { cwd: tmpdir(), share: tmpdir(), env: {} } as unknown as Io)
      .pieces);
    throw new Error(`${source} was read`);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0]!.help;
    throw error;
  }
}

it.each([
  ["awz", "aws"],
  ["Azur", "azure"],
])("takes %s, where there is no such file, for %s", async (source, cloud) => {
  expect(await helpFor(source)).toMatch(new RegExp(`^did you mean "${cloud}", the cloud\\? Else give a file`));
});

it("says nothing of clouds where the name is like none", async () => {
  expect(await helpFor("estate-that-is-not-there")).toMatch(/^give a file/);
});
