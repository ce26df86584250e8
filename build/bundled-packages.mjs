// What the bundle holds of others: which packages, their licences, and the same for machines (CycloneDX).
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./root.mjs";

/** Up to the innermost package that a file is part of. */
const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** The packages that the files (as the bundler names them) are part of, sorted by name and version. */
export async function bundledPackages(files) {
  const lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8"));
  const folders = new Set(files.map((file) => PACKAGE_FOLDER.exec(file)?.[0]).filter(Boolean));
  const packages = await Promise.all([...folders].map((folder) => packageIn(folder, lock.packages[folder])));
  return packages.toSorted((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1));
}

async function packageIn(folder, locked) {
  const { name, version, license } = JSON.parse(await readFile(join(ROOT, folder, "package.json"), "utf8"));
  if (locked?.version !== version) throw new Error(`${name} ${version} is bundled and is not what the lockfile says`);
  const file = (await readdir(join(ROOT, folder))).toSorted().find((entry) => /^licen[cs]e/i.test(entry));
  // Some packages name the Apache licence and leave its text out; ours is the same one.
  if (!file && license !== "Apache-2.0") throw new Error(`${name} is bundled and has no licence file`);
  const text = await readFile(file ? join(ROOT, folder, file) : join(ROOT, "LICENSE"), "utf8");
  return { name, version, license, integrity: locked.integrity, text: text.replaceAll("\r\n", "\n").trim() };
}

const titleOf = ({ name, version }) => `${name} ${version}`;

/** The licences as they ask for it: each text once, under all that come with it. */
export function noticesOf(packages) {
  const byText = new Map();
  for (const one of packages) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  const rule = "-".repeat(72);
  return [...byText].map(([text, own]) => `${own.map(noticeTitle).join("\n")}\n${rule}\n${text}\n`).join("\n");
}

const noticeTitle = (one) => `${titleOf(one)} (${one.license})`;

/** The bill of materials, CycloneDX 1.6. Without a time and a serial number, so that equal packages give equal bytes. */
export function billOf(packages, { name, version, license }) {
  const component = (one, more) => ({
    type: "library",
    "bom-ref": purlOf(one),
    name: one.name,
    version: one.version,
    purl: purlOf(one),
    licenses: [{ expression: one.license }],
    ...more,
  });
  const own = { name, version, license };
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: component(own, { type: "application" }) },
    components: packages.map((one) => component(one, { hashes: [hashOf(one.integrity)] })),
    dependencies: [{ ref: purlOf(own), dependsOn: packages.map(purlOf) }],
  };
}

const purlOf = ({ name, version }) => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** `sha512-…` of the lockfile: the archive that the package came in. */
function hashOf(integrity) {
  const [algorithm, digest] = integrity.split("-", 2);
  if (algorithm !== "sha512") throw new Error(`a lockfile entry is held by ${algorithm}, not by sha512`);
  return { alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") };
}
