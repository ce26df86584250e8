import { createHash } from "node:crypto";
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLibrary, openRuleList } from "../../../src/commands/library/library.ts";
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
  (await openRuleList(world, [own])).find(({ id }) => id === ID)?.title;

const keptFiles = async (): Promise<string[]> =>
  (await readdir(place).catch(() => [])).map((name) => join(place, name)).toSorted();

/** What was kept says another title from now on, so that whoever reads it shows it. */
async function mark(): Promise<string> {
  const [file] = await keptFiles();
  const text = await readFile(file!, "utf8");
  const [stamp, list] = text.split("\n") as [string, string];
  const bytes = text.slice(stamp.length + 2 * (list.length + 1) + 1, text.lastIndexOf('{"rules":['));
  const library = retitled(text.slice(text.lastIndexOf('{"rules":[')));
  const digest = createHash("sha256").update(library).digest("hex");
  const marked = JSON.stringify({ ...(JSON.parse(stamp) as object), library: digest });
  await writeFile(file!, `${marked}\n${retitled(list)}\n${retitled(list)}\n${bytes}${library}`);
  return file!;
}

const retitled = (text: string): string => text.replace("Volume is encrypted", "Title as kept");

/** One byte of what was kept is another: the first behind the last place where this text stands. */
async function spoil(file: string, behind: string): Promise<void> {
  const kept = await readFile(file);
  const at = kept.lastIndexOf(behind) + behind.length;
  kept[at]! ^= 1;
  await writeFile(file, kept);
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
      const listed = await openRuleList(world, [own]);
      return listed.map(({ id, title, severity }) => [id, title, severity]).toSorted();
    };
    const fresh = await listed();
    expect(await keptFiles()).toHaveLength(1);
    expect(await listed()).toEqual(fresh);
    const { rules } = await openLibrary(world, [own]);
    expect(fresh).toEqual(rules.map(({ id, title, severity }) => [id, title, severity]).toSorted());
  });

  it("are kept for the user alone", async () => {
    await titleNow();
    const [file] = await keptFiles();
    expect((await stat(file!)).mode & 0o777).toBe(0o600);
    expect((await stat(place)).mode & 0o777).toBe(0o700);
  });

  it.each<[string, () => Promise<unknown>, Partial<CacheWorld>?]>([
    ["a file changed", () => writeFile(join(own, "volume.yaml"), `${RULE}# a word\n`)],
    ["a byte changed", () => writeFile(join(own, "volume.yaml"), RULE.replace("by others", "by otherz"))],
    ["a file went", () => rm(join(own, "notes.txt"))],
    ["a file has another name", () => rename(join(own, "notes.txt"), join(own, "nodes.txt"))],
    ["a file came", () => writeFile(join(own, "more.txt"), "")],
    ["the program is another", async () => {}, { version: "1.0.1" }],
    ["the user wants none kept", async () => {}, { env: { XDG_CACHE_HOME: "/", DEMARC_CACHE: "0" } }],
    ["there is no place for it", async () => {}, { env: {} }],
    ["the place is no whole path", async () => {}, { env: { XDG_CACHE_HOME: "cache" } }],
    ["others may write there", () => chmod(place, 0o777)],
    ["somebody else kept it", async () => {}, { userId: 4_000_000 }],
  ])("are read again where %s", async (_, change, changed) => {
    await writeFile(join(own, "notes.txt"), "");
    await titleNow();
    await mark();
    await change();
    expect(await titleNow(changed)).toBe("Volume is encrypted");
    if (!changed) expect(await listedTitle()).toBe("Volume is encrypted");
  });

  it.each<[string, (file: string) => Promise<unknown>]>([
    ["was changed in its list", (file) => spoil(file, '[{"id":"aws-own-')],
    ["was changed in its library", (file) => spoil(file, '"title":"Volume')],
    ["was changed in the bytes of the rules", (file) => spoil(file, "title: Vol")],
    ["was changed in its stamp", (file) => spoil(file, '"program":"')],
    ["was cut", async (file) => writeFile(file, (await readFile(file, "utf8")).slice(0, 300))],
    ["was cut within its last line", async (file) => writeFile(file, (await readFile(file, "utf8")).slice(0, -2))],
    ["has more lines", async (file) => writeFile(file, `${await readFile(file, "utf8")}\n{}`)],
    ["is empty", (file) => writeFile(file, "")],
    ["is no JSON", (file) => writeFile(file, "process.exit(9)\nprocess.exit(9)")],
    [
      "is of other rules",
      async (file) => writeFile(file, (await readFile(await mark(), "utf8")).replace('"program":"', '"program":"0')),
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

  it("of one folder replace what was kept of it", async () => {
    await titleNow();
    const kept = await keptFiles();
    await writeFile(join(own, "volume.yaml"), `${RULE}# a word\n`);
    await titleNow();
    expect(await keptFiles()).toEqual(kept);
    await mark();
    expect(await listedTitle()).toBe("Title as kept");
  });

  it("of former days make room for those of other folders", async () => {
    await titleNow();
    const [first] = await keptFiles();
    await utimes(first!, 0, 0);
    for (let old = 1; old < 20; old++) await writeFile(join(place, `${old}.json`), "");
    const other = join(folder, "other");
    await mkdir(other);
    await writeFile(join(other, "volume.yaml"), RULE);
    await openLibrary(world, [other]);
    const kept = await keptFiles();
    expect(kept).toHaveLength(20);
    expect(kept).not.toContain(first);
  });

  it("are not mixed up where two folders have the same name in the cache", async () => {
    const [one, two] = [join(folder, "of us"), join(folder, "of-us")];
    for (const [at, title] of [
      [one, "Of one"],
      [two, "Of two"],
    ] as const) {
      await mkdir(at);
      await writeFile(join(at, "volume.yaml"), RULE.replace("Volume is encrypted", title));
    }
    for (const [at, title] of [
      [one, "Of one"],
      [two, "Of two"],
      [one, "Of one"],
    ] as const) {
      const listed = await openRuleList(world, [at]);
      expect(listed.find(({ id }) => id === ID)?.title).toBe(title);
      expect(await keptFiles()).toHaveLength(1);
    }
  });
});
