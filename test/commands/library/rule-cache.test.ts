import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLibrary, openRuleHeads } from "../../../src/commands/library/library.ts";
import type { CacheWorld } from "../../../src/commands/library/rule-cache.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";
import { digestOfParts, digestOfRules } from "../../../src/rules/digests.ts";
import { writePack } from "../../../src/rules/write-pack.ts";
import { library } from "../../shipped.ts";

const RULE = `id: aws-own-volume-encrypted
title: Volume is encrypted
failure_title: Volume is not encrypted
status: experimental
severity: low
layer: encryption
responsibility: shared
resource: AWS::EC2::Volume
question: Is it encrypted?
expect: { path: configuration.encrypted, equals: true }
why: A disk may be read by others.
fix: { effort: low, summary: Encrypt it. }
examples: []
`;
const ID = "aws-own-volume-encrypted";

let folder: string;
let own: string;
let place: string;
let world: CacheWorld;
const pack = writePack(library);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "demarc-cache-"));
  own = join(folder, "own");
  place = join(folder, "cache", "demarc", "rules");
  await mkdir(own);
  await writeFile(join(own, "volume.yaml"), RULE);
  await writeFile(join(folder, "rules.pack"), pack);
  const userId = process.getuid?.();
  const env = { XDG_CACHE_HOME: join(folder, "cache") };
  world = { share: folder, env, version: "1.0.0", ...(userId !== undefined && { userId }) };
});
afterEach(() => rm(folder, { recursive: true }));

const titleNow = async (changed: Partial<CacheWorld> = {}): Promise<string | undefined> =>
  (await openLibrary({ ...world, ...changed }, [own])).rules.find(({ id }) => id === ID)?.title;

const listedTitle = async (): Promise<string | undefined> =>
  (await openRuleHeads(world, [own])).find(({ id }) => id === ID)?.title;

const keptFiles = async (): Promise<string[]> =>
  (await readdir(place).catch(() => [])).map((name) => join(place, name)).toSorted();

/** What was kept says another title from now on, so that whoever reads it shows it. */
async function mark(withDigest = true): Promise<string> {
  const [file] = await keptFiles();
  const [stamp, ...lines] = (await readFile(file!, "utf8")).split("\n") as [string, string, string];
  const changed = lines.map((line) => line.replace("Volume is encrypted", "Title as kept"));
  const [heads, body] = changed.map((line) => createHash("sha256").update(line).digest("hex"));
  const marked = withDigest ? JSON.stringify({ ...(JSON.parse(stamp) as object), heads, body }) : stamp;
  await writeFile(file!, [marked, ...changed].join("\n"));
  return file!;
}

describe("people's own rules", () => {
  it("are the same when they were kept as when they were read, with the same digests", async () => {
    await writeFile(join(own, "second.yaml"), RULE.replace("own-volume", "own-second"));
    const fresh = await openLibrary(world, [own]);
    const kept = await openLibrary(world, [own]);
    expect(kept).toEqual(fresh);
    expect(JSON.stringify(kept)).toBe(JSON.stringify(fresh));
    expect([digestOfRules(kept.rules), digestOfParts(kept)]).toEqual([
      digestOfRules(fresh.rules),
      digestOfParts(fresh),
    ]);
  });

  it("bring along what else stands in their folders", async () => {
    await mkdir(join(own, "frameworks"));
    const control = "controls: [{ id: a, label: First }]";
    const framework = `id: house\ntitle: House\nversion: "1"\npublisher: Us\n${control}\n`;
    await writeFile(join(own, "frameworks", "house.yaml"), framework);
    const fresh = await openLibrary(world, [own]);
    const kept = await openLibrary(world, [own]);
    expect(kept.frameworks.map(({ id }) => id)).toContain("house");
    expect(kept).toEqual(fresh);
    expect(digestOfParts(kept)).toBe(digestOfParts(fresh));
  });

  it("are taken from what was kept, where nothing changed", async () => {
    await titleNow();
    await mark();
    expect(await titleNow()).toBe("Title as kept");
    expect(await listedTitle()).toBe("Title as kept");
  });

  it("are listed as they are read, whether they were kept or not", async () => {
    const listed = async (): Promise<unknown> => {
      const heads = await openRuleHeads(world, [own]);
      return heads.map(({ id, title, severity, resource }) => [id, title, severity, resource]).toSorted();
    };
    const fresh = await listed();
    expect(await keptFiles()).toHaveLength(1);
    expect(await listed()).toEqual(fresh);
    const { rules } = await openLibrary(world, [own]);
    expect(fresh).toEqual(rules.map(({ id, title, severity, resource }) => [id, title, severity, resource]).toSorted());
  });

  it("are kept for the user alone", async () => {
    await titleNow();
    const [file] = await keptFiles();
    expect((await stat(file!)).mode & 0o777).toBe(0o600);
    expect((await stat(place)).mode & 0o777).toBe(0o700);
  });

  it.each<[string, () => Promise<unknown>, Partial<CacheWorld>?]>([
    ["a file changed", () => writeFile(join(own, "volume.yaml"), `${RULE}# a word\n`)],
    ["a file came", () => writeFile(join(own, "notes.txt"), "")],
    ["the program is another", async () => {}, { version: "1.0.1" }],
    ["the user wants none kept", async () => {}, { env: { XDG_CACHE_HOME: "/", DEMARC_CACHE: "0" } }],
    ["there is no place for it", async () => {}, { env: {} }],
    ["the place is no whole path", async () => {}, { env: { XDG_CACHE_HOME: "cache" } }],
    ["others may write there", () => chmod(place, 0o777)],
    ["somebody else kept it", async () => {}, { userId: 4_000_000 }],
  ])("are read again where %s", async (_, change, changed) => {
    await titleNow();
    await mark();
    await change();
    expect(await titleNow(changed)).toBe("Volume is encrypted");
    if (!changed) expect(await listedTitle()).toBe("Volume is encrypted");
  });

  it.each<[string, (file: string) => Promise<unknown>]>([
    ["was changed", () => mark(false)],
    ["was cut", async (file) => writeFile(file, (await readFile(file, "utf8")).slice(0, 300))],
    ["was cut within its last line", async (file) => writeFile(file, (await readFile(file, "utf8")).slice(0, -2))],
    ["has more lines", async (file) => writeFile(file, `${await readFile(file, "utf8")}\n{}`)],
    [
      "has other heads",
      async (file) => writeFile(file, (await readFile(file, "utf8")).replace("Volume is encrypted", "Another")),
    ],
    ["is empty", (file) => writeFile(file, "")],
    ["is no JSON", (file) => writeFile(file, "process.exit(9)\nprocess.exit(9)")],
    [
      "is of other rules",
      async (file) => writeFile(file, (await readFile(await mark(), "utf8")).replace('"key":"', '"key":"0')),
    ],
    [
      "is a link",
      async (file) => {
        await mark();
        await writeFile(join(folder, "elsewhere"), await readFile(file));
        await rm(file);
        await symlink(join(folder, "elsewhere"), file);
      },
    ],
  ])("are read again, and kept anew, where what was kept %s", async (_, damage) => {
    await titleNow();
    const [file] = await keptFiles();
    const whole = await readFile(file!, "utf8");
    await damage(file!);
    expect(await listedTitle()).toBe("Volume is encrypted");
    expect(await titleNow()).toBe("Volume is encrypted");
    expect(await keptFiles()).toEqual([file]);
    expect(await readFile(file!, "utf8")).toBe(whole);
  });

  it("with a mistake are never kept, and say it each time", async () => {
    await titleNow();
    await writeFile(join(own, "broken.yaml"), "id: aws-own-broken\nseverity: hihg\n");
    const before = await keptFiles();
    const said: unknown[] = [];
    for (let time = 0; time < 2; time++) {
      const error: unknown = await openLibrary(world, [own]).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DiagnosticError);
      said.push((error as DiagnosticError).diagnostics);
    }
    expect(said[1]).toEqual(said[0]);
    expect(await keptFiles()).toEqual(before);
  });

  it("are read where they cannot be kept", async () => {
    await writeFile(join(folder, "cache"), "a file where the folder would be");
    expect(await titleNow()).toBe("Volume is encrypted");
  });

  it("of former days make room for newer ones", async () => {
    await titleNow();
    const [first] = await keptFiles();
    await utimes(first!, 0, 0);
    for (let old = 1; old < 20; old++) await writeFile(join(place, `${old}.json`), "");
    await writeFile(join(own, "volume.yaml"), `${RULE}# a word\n`);
    await titleNow();
    const kept = await keptFiles();
    expect(kept).toHaveLength(20);
    expect(kept).not.toContain(first);
  });
});
