import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import type { Run } from "../../src/model/run.ts";
import { CLEAN, EMPTY, LARGE, SAMPLE } from "../report/sample-run.ts";
import { manyFindings } from "../report/many-findings.ts";
import { OPTIONS } from "../report/html-options.ts";
import { HAS_BROWSER, startBrowser } from "./chromium.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const FOCUSED = `[
  document.activeElement.getAttribute("name") ?? document.activeElement.id,
  getComputedStyle(document.activeElement).outlineStyle,
]`;

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  readonly passes: readonly { readonly id: string }[];
}

interface Opened {
  readonly page: Page;
  readonly requests: string[];
  readonly errors: string[];
}

describe.skipIf(!HAS_BROWSER)("the html report in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "demarc-html-"));
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  function write(run: Run): string {
    const file = join(folder, "report.html");
    writeFileSync(file, renderHtml(run, OPTIONS));
    return `file://${file}`;
  }

  async function open(run: Run, how: BrowserContextOptions = {}, hash = ""): Promise<Opened> {
    const context = await browser.newContext(how);
    const page = await context.newPage();
    const [requests, errors]: [string[], string[]] = [[], []];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => errors.push(message.text()));
    page.on("dialog", (dialog) => errors.push(dialog.message()));
    await page.goto(write(run) + hash);
    return { page, requests, errors };
  }

  it.each([
    ["sample", SAMPLE],
    ["clean", CLEAN],
    ["empty", EMPTY],
  ])("of the %s run asks for nothing but itself and has no error, hostile text and all", async (_name, run) => {
    const { page, requests, errors } = await open(run);
    expect(requests).toHaveLength(1);
    expect(errors).toEqual([]);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("img, iframe, object, link, base").count()).toBe(0);
  });

  /** Words of tables that stand in more than one line, other than those that no column is wide enough for. */
  const BROKEN = `(() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const broken = [];
    while (words.nextNode()) {
      const { currentNode: node } = words;
      if (!node.parentElement.closest("td, tbody th") || node.data.includes("\\\\u{")) continue;
      for (const { 0: word, index } of node.data.matchAll(/\\p{L}[\\p{Ll}\\d]*/gu)) {
        if (word.length > 14) continue;
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top));
        if (new Set(tops).size > 1) broken.push(word + " of " + node.data.trim());
      }
    }
    return broken;
  })()`;

  it.each([1200, 800, 500, 360])("breaks no word of a table that is %i wide but at its joints", async (width) => {
    const { page } = await open(SAMPLE, { viewport: { width, height: 900 } });
    expect(await page.evaluate(BROKEN)).toEqual([]);
  });

  const LOOKS: [string, BrowserContextOptions][] = [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["forced colours", { forcedColors: "active" }],
    ["320 px", { viewport: { width: 320, height: 800 } }],
  ];
  it.each(LOOKS)("has no fault that axe knows, contrast too, in %s", async (_name, how) => {
    const { page } = await open(SAMPLE, how);
    await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true`);
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate<AxeResult>(`axe.run({ runOnly: ${JSON.stringify(TAGS)} })`);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain("color-contrast");
  });

  it("does not scroll sideways at 320 px", async () => {
    const { page } = await open(SAMPLE, { viewport: { width: 320, height: 800 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
  });

  it("leaves the words of a finding more room than its number, on a phone too", async () => {
    const { page } = await open(SAMPLE, { viewport: { width: 390, height: 844 } });
    const widths = `[...document.querySelectorAll("#findings .scroll tr:nth-child(1) > *")].map((one) => one.offsetWidth)`;
    const [number, , title] = await page.evaluate<number[]>(widths);
    expect(title).toBeGreaterThan(2 * number!);
  });

  it("says the same without script", async () => {
    const { page } = await open(SAMPLE, { javaScriptEnabled: false });
    const fails = SAMPLE.evaluations.filter(({ outcome }) => outcome === "fail").length;
    expect(await page.locator(".affected tbody tr").count()).toBe(fails);
    expect(await page.locator("#filter").isVisible()).toBe(false);
    expect(await page.locator("#theme").isVisible()).toBe(false);
  });

  it("chooses among the findings, says how many are left, and keeps the choice in the address", async () => {
    const { page } = await open(SAMPLE);
    const shown = page.locator("#shown");
    await page.locator("[name=severity]").selectOption("high");
    await expect.poll(() => shown.textContent()).toBe("3 of 6 findings, 1 of 4 kinds");
    await page.locator("[name=q]").fill("sg-0b21");
    await expect.poll(() => shown.textContent()).toBe("1 of 6 findings, 1 of 4 kinds");
    await expect.poll(() => page.evaluate("location.hash")).toBe("#q=sg-0b21&severity=high");
    const again = await open(SAMPLE, {}, "#q=sg-0b21&severity=high");
    expect(await again.page.locator("#shown").textContent()).toBe("1 of 6 findings, 1 of 4 kinds");
    expect(await again.page.locator(".affected tbody tr:visible").count()).toBe(1);
    await again.page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => again.page.locator("#shown").textContent()).toBe("6 of 6 findings, 4 of 4 kinds");
  });

  it("copies what is shown as CSV that starts no formula", async () => {
    const { page } = await open(SAMPLE, { permissions: ["clipboard-read", "clipboard-write"] }, "#severity=critical");
    await page.getByRole("button", { name: "Copy as CSV" }).click();
    await expect.poll(() => page.locator("#shown").textContent()).toBe("1 finding copied");
    const text = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(text.split("\r\n")[1]).toMatch(/^"F-001","critical","aws-s3-bucket-public-access-blocked","invoices/);
    expect(text).not.toMatch(/(^|,)"[=+@-]/m);
  });

  it("is reached by the keyboard alone: the link past the head, then every control, focus in sight", async () => {
    const { page } = await open(SAMPLE);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    const reached = new Set<string>();
    for (let step = 0; step < 80; step++) {
      await page.keyboard.press("Tab");
      const [name, outline] = await page.evaluate<[string, string]>(FOCUSED);
      if (name) reached.add(name);
      if (name) expect(outline).not.toBe("none");
    }
    for (const name of ["theme", "q", "severity", "layer", "party", "account", "state", "copy"])
      expect(reached, name).toContain(name);
  });

  it("remembers the colours that were chosen", async () => {
    const { page } = await open(SAMPLE, { colorScheme: "light" });
    const ground = (): Promise<string> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await ground();
    await page.locator("#theme").click();
    await page.locator("#theme").click();
    expect(await ground()).not.toBe(light);
    await page.reload();
    expect(await page.locator("#theme").textContent()).toBe("Colours: dark");
  });

  it.each([
    ["a desktop", 1100, "screen"],
    ["A4", 680, "print"],
  ] as const)("hides no column beside the page: every table fits %s", async (_what, width, media) => {
    const { page } = await open(SAMPLE, { viewport: { width, height: 800 } });
    await page.emulateMedia({ media });
    await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true`);
    const wide = `[...document.querySelectorAll("table")].filter((one) => one.offsetWidth > one.parentElement.clientWidth)
      .map((one) => one.caption.textContent.trim())`;
    expect(await page.evaluate(wide)).toEqual([]);
  });

  it("prints to a tagged PDF with page numbers, everything open", async () => {
    const { page } = await open(LARGE);
    const file = join(folder, "report.pdf");
    await page.pdf({ path: file, tagged: true, outline: true, preferCSSPageSize: true });
    expect(execFileSync("pdfinfo", [file], { encoding: "utf8" })).toMatch(/Tagged: +yes/);
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    expect(text).toMatch(/2 \/ \d+/);
    expect(text).toContain("F-050");
    expect(text).toContain("AC-3");
    expect(text).not.toContain("Copy as CSV");
  });

  it("holds 10,000 findings in 5 MB and answers a search in 2 s", async () => {
    const run = manyFindings(10_000);
    expect(Buffer.byteLength(renderHtml(run, OPTIONS))).toBeLessThan(5_000_000);
    const { page } = await open(run);
    await page.locator("[name=q]").fill("bucket-000042");
    await expect.poll(() => page.locator("#shown").textContent(), { timeout: 2_000 }).toMatch(/^1 of 10000 findings/);
  });
});
