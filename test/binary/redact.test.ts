import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BINARY_FORMATS, FORMAT_NAMES } from "../../src/model/formats.ts";
import type { Evaluation, Run } from "../../src/model/run.ts";
import { demarc } from "./demarc.ts";
import { unzip } from "../report/unzip.ts";

interface Document {
  readonly account: string;
  readonly id: string;
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>> | null;
}

/** Regions stay, and so do the policies and roles that the clouds themselves give everybody. */
const EVERYBODYS =
  /^(?:[a-z]+-[a-z]+-\d|arn:aws:iam::aws:.*|AdministratorAccess|.*8e3af657-a8ff-443c-a75c-2fe8c4bcb635)$/;

const FILES = FORMAT_NAMES.filter((format) => !BINARY_FORMATS.includes(format));

const RULES = readFileSync(join(import.meta.dirname, "../../dist/rules.pack"), "utf8").toLowerCase();

/** A word of the rules that something of the estate happens to be called by, too: in a sentence it says nothing. */
function isOrdinary(name: string): boolean {
  return /^(?:[a-z]+|.{1,2})$/i.test(name) && RULES.includes(name.toLowerCase());
}

/** Where rules themselves say what the sample estate is also called: an id, an example in a fix. */
const OF_RULES = /azure-network-nsg-web|subscriptions\/3f2b8c1e-[\da-f-]+\/resourcegroups\/net\/providers/g;

/** Each line of a run or snapshot of one kind. */
function linesOf<T>(file: string, kind: string): T[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.flatMap((line) => (JSON.parse(line) as Record<string, T>)[kind] ?? []);
}

describe("--redact", () => {
  const folder = mkdtempSync(join(tmpdir(), "demarc-redact-"));
  const at = (name: string): string => join(folder, name);
  const all = (prefix: string): string[] => [
    ...FILES.flatMap((name) => ["--format", `${name}=${at(`${prefix}.${name}`)}`]),
    "--format",
    `xlsx=${at(`${prefix}.xlsx`)}`,
  ];
  const key = ["--redact", "--redact-owners", "--redact-key", at("key.json")];
  const names = new Set<string>();

  beforeAll(() => {
    demarc(["collect", join(import.meta.dirname, "../../dist/estate"), "-o", at("snapshot.ndjson")]);
    for (const { account, id, name, tags } of linesOf<Document>(at("snapshot.ndjson"), "resource"))
      for (const one of [account, id, name, ...Object.values(tags ?? {})]) names.add(one);
    demarc(["demo", "--save", at("plain.ndjson"), "--include", "all"]);
    demarc(["demo", ...key, "--save", at("run.ndjson"), "--include", "all", ...all("demo")]);
    demarc(["report", at("plain.ndjson"), ...key, "--include", "all", "--save", at("again.ndjson"), ...all("report")]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("leaves no account, id, name or tag of the sample estate in any format, of a scan or of a saved run", () => {
    const secret = [...names].filter((name) => !EVERYBODYS.test(name) && !isOrdinary(name));
    expect(secret.length).toBeGreaterThan(500);
    const plain = readFileSync(at("plain.ndjson"), "utf8");
    expect(secret.filter((name) => plain.includes(JSON.stringify(name).slice(1, -1))).length).toBeGreaterThan(200);
    const lower = secret.map((name) => name.toLowerCase());
    // Where none of these is, nothing is that holds one.
    const shortest = lower.filter((name) => !lower.some((one) => one !== name && name.includes(one)));
    const written = readdirSync(folder).filter((file) => /^(?:demo|report|run|again)\./.test(file));
    expect(written).toHaveLength(2 * (FILES.length + 2));
    for (const file of written) {
      const bytes = readFileSync(at(file));
      const whole = file.endsWith(".xlsx") ? [...unzip(bytes).values()].join("\n") : bytes.toString("utf8");
      const text = whole.toLowerCase().replaceAll("<wbr>", "").replaceAll(OF_RULES, "");
      expect({ file, left: shortest.filter((name) => text.includes(name)) }).toEqual({ file, left: [] });
    }
  });

  it("calls nothing by a word that names it, be the word ever so ordinary", () => {
    const called = linesOf<Evaluation>(at("run.ndjson"), "evaluation")
      .filter(({ resource }) => resource.type !== "organization")
      .flatMap(({ resource: { account, id, name } }) => [account, id ?? "", name]);
    expect(called.length).toBeGreaterThan(3_000);
    expect([...new Set(called)].filter((word) => word !== "" && names.has(word))).toEqual([]);
  });

  it("gives the same pseudonyms and fingerprints with the same key, and others with another", () => {
    const pairs = (file: string): string[] =>
      linesOf<Evaluation>(at(file), "evaluation").map(({ fingerprint, resource }) => `${fingerprint} ${resource.id}`);
    expect(pairs("again.ndjson")).toEqual(pairs("run.ndjson"));
    demarc(["report", at("plain.ndjson"), "--redact", "--redact-key", at("other.json"), "--save", at("other.ndjson")]);
    const before = new Set(pairs("run.ndjson").map((pair) => pair.split(" ")[0]));
    expect(pairs("other.ndjson").filter((pair) => before.has(pair.split(" ")[0]))).toEqual([]);
    const own = new Set(linesOf<Evaluation>(at("plain.ndjson"), "evaluation").map(({ fingerprint }) => fingerprint));
    expect([...before].filter((fingerprint) => own.has(fingerprint!))).toEqual([]);
  });

  it("keeps every count, outcome, region, type and rule", () => {
    const shape = (file: string): string[] =>
      linesOf<Evaluation>(at(file), "evaluation")
        .map(({ rule_id, outcome, severity, resource: { provider, region, type } }) =>
          [rule_id, outcome, severity, provider, region, type].join(" "),
        )
        .toSorted();
    expect(shape("run.ndjson")).toEqual(shape("plain.ndjson"));
    const {
      by_owner: _owners,
      accounts: _accounts,
      by_account: _byAccount,
      ...counts
    } = linesOf<Run["summary"]>(at("plain.ndjson"), "summary")[0]!;
    expect(linesOf(at("run.ndjson"), "summary")[0]).toMatchObject(counts);
  });

  it("lets a retest be held against the redacted run before it", () => {
    const compare = ["--compare", at("run.ndjson"), "--save", at("retest.ndjson")];
    demarc(["report", at("again.ndjson"), ...compare]);
    demarc(["report", at("plain.ndjson"), "--compare", at("plain.ndjson"), "--save", at("plain-retest.ndjson")]);
    const states = (file: string): string[] =>
      linesOf<Evaluation>(at(file), "evaluation")
        .map(({ rule_id, baseline }) => `${rule_id} ${baseline}`)
        .toSorted();
    expect(states("retest.ndjson")).toEqual(states("plain-retest.ndjson"));
    expect(states("retest.ndjson").filter((state) => state.endsWith(" known")).length).toBeGreaterThan(500);
  });

  it("keeps key and names in a file for its owner alone, and says where", () => {
    expect(statSync(at("key.json")).mode & 0o777).toBe(0o600);
    const { key: secret, pseudonyms } = JSON.parse(readFileSync(at("key.json"), "utf8")) as {
      key: string;
      pseudonyms: Record<string, string>;
    };
    expect(secret).toMatch(/^[\da-f]{64}$/);
    expect(Object.values(pseudonyms)).toContain("111122223333");
    const { stderr } = demarc(["demo", ...key, "--format", "json"]);
    expect(stderr).toContain(at("key.json"));
  });

  it("refuses a key file that is something else, and leaves it as it was", () => {
    writeFileSync(at("mine.json"), "{}");
    const { exit, stderr } = demarc(["demo", "--redact", "--redact-key", at("mine.json")]);
    expect(exit).toBe(2);
    expect(stderr).toContain("is no key that --redact wrote");
    expect(readFileSync(at("mine.json"), "utf8")).toBe("{}");
  });

  it("leaves teams their names where that is not asked for", () => {
    demarc(["demo", "--redact", "--redact-key", at("teams.json"), "--save", at("teams.ndjson")]);
    const [summary] = linesOf<Run["summary"]>(at("teams.ndjson"), "summary");
    expect(Object.keys(summary!.by_owner)).toContain("payments");
    expect(readFileSync(at("teams.ndjson"), "utf8")).not.toContain("111122223333");
  });
});
