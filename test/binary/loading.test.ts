import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Every source file that is loaded before a command is chosen. */
async function loadedAtStart(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/cli/main.ts"],
    outdir: "out",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    write: false,
    metafile: true,
  });
  const start = Object.keys(metafile.outputs).find((file) => metafile.outputs[file]!.entryPoint === "src/cli/main.ts");
  const seen = new Set<string>();
  const queue = [start!];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const { imports } = metafile.outputs[file]!;
    queue.push(
      ...imports.filter(({ kind, external }) => kind === "import-statement" && !external).map(({ path }) => path),
    );
  }
  return [...seen].flatMap((file) => Object.keys(metafile.outputs[file]!.inputs));
}

describe("the start of the program", () => {
  it("loads the command line and nothing that judges", async () => {
    const files = await loadedAtStart();
    const packages = files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
    expect([...new Set(packages)]).toEqual(["commander"]);
    const rooms = files.flatMap((file) => /^src\/([^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(rooms)].toSorted()).toEqual(["cli", "commands", "diagnostics", "model", "report"]);
    expect(files.filter((file) => file.startsWith("src/commands/"))).toEqual(["src/commands/arguments.ts"]);
  });
});
