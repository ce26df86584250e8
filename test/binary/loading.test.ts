import { describe, expect, it } from "vitest";
import { bundle, loadedWith as filesLoadedWith } from "../../build/bundle.mjs";

const metafile = bundle("out", false);

/** Every source file that is loaded with one, and nothing that it only may load later. */
async function loadedWith(source: string): Promise<string[]> {
  return [...filesLoadedWith(source, await metafile).values()].flat();
}

/** Node's own modules that come with one. */
async function ownModulesOf(source: string): Promise<string[]> {
  const { outputs } = await metafile;
  const files = [...filesLoadedWith(source, await metafile).keys()];
  const loaded = files.flatMap((file) => outputs[file]!.imports.filter(({ external }) => external));
  return [...new Set(loaded.filter(({ kind }) => kind !== "dynamic-import").map(({ path }) => path))].toSorted();
}

function packagesOf(files: readonly string[]): string[] {
  return [...new Set(files.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))].toSorted();
}

function cloudPackagesOf(files: readonly string[]): string[] {
  return packagesOf(files).filter((name) => name.startsWith("@"));
}

describe("the start of the program", () => {
  it("loads the command line and what lists the rules, and nothing that hashes and judges", async () => {
    const files = await loadedWith("src/cli/main.ts");
    expect(packagesOf(files)).toEqual(["commander"]);
    const rooms = files.flatMap((file) => /^src\/([^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(rooms)].toSorted()).toEqual([
      "cli",
      "commands",
      "diagnostics",
      "evaluate",
      "model",
      "report",
      "rules",
    ]);
    const commands = files.filter((file) => /^src\/commands\/(?!arguments\/|library\/)/.test(file));
    // Of commands only the list; what is said of an error, and what must be taken away when the program is interrupted.
    expect(commands.toSorted()).toEqual([
      "src/commands/cause-of.ts",
      "src/commands/log-level.ts",
      "src/commands/rules-list.ts",
      "src/commands/written/unfinished.ts",
    ]);
    const read = files.filter((file) => /^src\/(?:rules|evaluate|commands\/library)\//.test(file));
    expect(read.toSorted()).toEqual([
      "src/commands/library/choose-rules.ts",
      "src/commands/library/first-lines.ts",
      "src/commands/library/library.ts",
      "src/commands/library/rule-cache.ts",
      "src/evaluate/language/told-looks.ts",
      "src/evaluate/related/related-lookup.ts",
      "src/rules/folder-bytes.ts",
      "src/rules/lazily.ts",
      "src/rules/list-files.ts",
      "src/rules/pack-layout.ts",
      "src/rules/pack.ts",
      "src/rules/told-digests.ts",
    ]);
    // An empty program loads them, too.
    const own = ["node:events", "node:fs", "node:path", "node:process"];
    expect(await ownModulesOf("src/cli/main.ts")).toEqual(own);
  });
});

describe("an offline scan", () => {
  it.each([
    ["src/cli/main.ts", 1],
    ["src/commands/scan.ts", 3],
    ["src/report/text.ts", 3],
  ])("opens few files: %s", async (source, most) => {
    expect(filesLoadedWith(source, await metafile).size).toBeLessThanOrEqual(most);
  });

  it("loads no reader of YAML and no client of a cloud", async () => {
    const files = await loadedWith("src/commands/scan.ts");
    expect(packagesOf(files).toSorted()).toEqual(["commander", "ipaddr.js", "re2js"]);
    expect(files.filter((file) => /^src\/source\/yaml|^src\/collect\/\w+\/client/.test(file))).toEqual([]);
  });
});

describe("a file of the bundle", () => {
  it("loads files that are there, and none that only hands on what another holds", async () => {
    const { outputs } = await metafile;
    const loaded = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => !external));
    expect(loaded.filter(({ path }) => !Object.hasOwn(outputs, path))).toEqual([]);
    const handingOn = Object.values(outputs).filter(
      ({ inputs, entryPoint }) => entryPoint?.startsWith("src/") && Object.keys(inputs).length === 0,
    );
    expect(handingOn).toEqual([]);
  });
});

describe("the SDKs of clouds", () => {
  it.each(["scan", "collect", "demo", "check", "explain"])("are not loaded with %s", async (command) => {
    const files = await loadedWith(`src/commands/${command}.ts`);
    expect(files).toContain(`src/commands/${command}.ts`);
    expect(cloudPackagesOf(files)).toEqual([]);
  });

  it.each(["iam", "ec2", "sqs"])("of one service come when that one is asked: %s", async (service) => {
    const packages = packagesOf(await loadedWith(`src/collect/aws/services/${service}.ts`));
    expect(packages.filter((name) => name.startsWith("@aws-sdk/client-"))).toEqual([`@aws-sdk/client-${service}`]);
  });

  it("come when a collection starts", async () => {
    expect(cloudPackagesOf(await loadedWith("src/collect/aws/collect.ts"))).toEqual([]);
    const clients = packagesOf(await loadedWith("src/collect/aws/clients.ts"));
    expect(clients.filter((name) => name.startsWith("@aws-sdk/client-"))).toEqual(["@aws-sdk/client-config-service"]);
  });

  it("of Azure come when a collection of Azure starts", async () => {
    expect(cloudPackagesOf(await loadedWith("src/collect/azure/collect.ts"))).toEqual([]);
    expect(packagesOf(await loadedWith("src/collect/azure/client.ts"))).toContain("@azure/identity");
  });
});
