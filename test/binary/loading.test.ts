import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, it, vi } from "vitest";

const root = join(import.meta.dirname, "../..");

// The bundle is built once, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** What each file of the bundle holds and loads. */
const outputs = build({
  absWorkingDir: root,
  entryPoints: ["src/cli/main.ts"],
  outdir: "out",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  write: false,
  metafile: true,
}).then(({ metafile }) => metafile.outputs);

/** Every source file that is loaded with one, and nothing that it only may load later. */
async function loadedWith(source: string): Promise<string[]> {
  const files = await outputs;
  const start = Object.keys(files).find((file) => files[file]!.entryPoint === source);
  const seen = new Set<string>();
  const queue = [start!];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const { imports } = files[file]!;
    queue.push(
      ...imports.filter(({ kind, external }) => kind === "import-statement" && !external).map(({ path }) => path),
    );
  }
  return [...seen].flatMap((file) => Object.keys(files[file]!.inputs));
}

function packagesOf(files: readonly string[]): string[] {
  return [...new Set(files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))].toSorted();
}

describe("the start of the program", () => {
  it("loads the command line and nothing that judges", async () => {
    const files = await loadedWith("src/cli/main.ts");
    expect(packagesOf(files)).toEqual(["commander"]);
    const rooms = files.flatMap((file) => /^src\/([^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(rooms)].toSorted()).toEqual(["cli", "commands", "diagnostics", "model", "report"]);
    // Beside the words of options only what must be taken away when the program is interrupted.
    const commands = files.filter((file) => /^src\/commands\/(?!(?:\w+-)?arguments\.ts$)/.test(file));
    expect(commands.toSorted()).toEqual(["src/commands/log.ts", "src/commands/unfinished.ts"]);
  });
});

describe("a list of the rules", () => {
  it("loads an index, and neither the pack nor what hashes and judges", async () => {
    const files = await loadedWith("src/commands/rules-list.ts");
    expect(files.filter((file) => /^src\/(?:rules|evaluate|inventory|source)\//.test(file))).toEqual([
      "src/rules/rule-index.ts",
    ]);
    expect(packagesOf(files)).toEqual([]);
  });
});

describe("an offline scan", () => {
  it("loads no reader of YAML and no client of a cloud", async () => {
    const files = await loadedWith("src/commands/scan.ts");
    expect(packagesOf(files).toSorted()).toEqual(["ipaddr.js", "re2js"]);
    expect(files.filter((file) => /^src\/source\/yaml|^src\/collect\/\w+\/client/.test(file))).toEqual([]);
  });
});

describe("the SDKs of clouds", () => {
  it.each(["scan", "collect", "demo", "check", "explain"])("are not loaded with %s", async (command) => {
    const files = await loadedWith(`src/commands/${command}.ts`);
    expect(files).toContain(`src/commands/${command}.ts`);
    expect(packagesOf(files).filter((name) => name.startsWith("@"))).toEqual([]);
  });

  it.each(["iam", "ec2", "sqs"])("of one service come when that one is asked: %s", async (service) => {
    const packages = packagesOf(await loadedWith(`src/collect/aws/services/${service}.ts`));
    expect(packages.filter((name) => name.startsWith("@aws-sdk/client-"))).toEqual([`@aws-sdk/client-${service}`]);
  });

  it("come when a collection starts", async () => {
    expect(packagesOf(await loadedWith("src/collect/aws/collect.ts"))).toEqual([]);
    const clients = packagesOf(await loadedWith("src/collect/aws/clients.ts"));
    expect(clients.filter((name) => name.startsWith("@aws-sdk/client-"))).toEqual(["@aws-sdk/client-config-service"]);
  });

  it("of Azure come when a collection of Azure starts", async () => {
    expect(packagesOf(await loadedWith("src/collect/azure/collect.ts"))).toEqual([]);
    expect(packagesOf(await loadedWith("src/collect/azure/client.ts"))).toContain("@azure/identity");
  });
});
