import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** What `npm ci` would install: each package with the digest of its archive; few may run anything. */

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../../package-lock.json"), "utf8")) as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");
/** To build or to test; none of them is shipped. */
const MAY_RUN_ON_INSTALLATION = ["node_modules/esbuild", "node_modules/fsevents"];

const those = (wrong: (one: Locked) => boolean): string[] =>
  packages.flatMap(([path, one]) => (wrong(one) ? [path] : []));

it("has a digest of each package", () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(those(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""))).toEqual([]);
});

it("takes none from a place of its own: where packages come from, whoever installs has said", () => {
  expect(those(({ resolved, link }) => resolved !== undefined || link === true)).toEqual([]);
});

it("lets few run anything when they are installed", () => {
  const running = those(({ hasInstallScript }) => hasInstallScript === true);
  expect(running.filter((path) => !MAY_RUN_ON_INSTALLATION.some((known) => path.endsWith(known)))).toEqual([]);
});
