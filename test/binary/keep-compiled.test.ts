import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const { keepCompiled } = (await import(join(import.meta.dirname, "../../bin/keep-compiled.js"))) as {
  readonly keepCompiled: (
    module: { readonly enableCompileCache: (folder: string) => void },
    user: { readonly env: Readonly<Record<string, string>>; readonly userId?: number | undefined },
  ) => void;
};

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), "demarc-home-"))));
afterEach(() => rmSync(home, { recursive: true }));

const cache = (): string => join(home, ".cache", "demarc");
const compiled = (): string => join(cache(), "compiled");

/** The folders in which compiled code is kept. */
function kept(env: Readonly<Record<string, string>> = { HOME: home }, userId = process.getuid?.()): string[] {
  const folders: string[] = [];
  keepCompiled({ enableCompileCache: (folder) => folders.push(folder) }, { env, userId });
  return folders;
}

it("is kept for the user alone", () => {
  expect(kept()).toEqual([compiled()]);
  expect(statSync(compiled()).mode & 0o777).toBe(0o700);
  expect(kept()).toEqual([compiled()]);
  expect(kept({ HOME: home, XDG_CACHE_HOME: join(home, "other") })).toEqual([
    join(home, "other", "demarc", "compiled"),
  ]);
});

it.each<[string, () => void, Record<string, string>?, number?]>([
  ["others may write there", () => chmodSync(compiled(), 0o777)],
  ["others may write above it", () => chmodSync(cache(), 0o777)],
  ["it is somebody else's", () => {}, {}, 4_000_000],
  [
    "it is a link",
    () => {
      rmSync(compiled(), { recursive: true });
      mkdirSync(join(home, "elsewhere"), { mode: 0o700 });
      symlinkSync(join(home, "elsewhere"), compiled());
    },
  ],
  [
    "there is a file in its place",
    () => {
      rmSync(compiled(), { recursive: true });
      writeFileSync(compiled(), "");
    },
  ],
  ["the user wants nothing kept", () => {}, { DEMARC_CACHE: "0" }],
  ["the user has no such folder", () => {}, { HOME: "" }],
  ["no folder can be made", () => {}, { XDG_CACHE_HOME: "/proc/nowhere" }],
  ["the folder is no whole path", () => {}, { HOME: "", XDG_CACHE_HOME: "cache" }],
])("is not kept where %s", (_, change, env, userId) => {
  kept();
  change();
  expect(kept({ HOME: home, ...env }, userId)).toEqual([]);
  expect(existsSync("cache")).toBe(false);
});
