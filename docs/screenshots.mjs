// The sample estate's report and the pictures of it in docs/images. Needs a Chromium; `npm run screenshots` runs it.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const ROOT = join(import.meta.dirname, "..");
const IMAGES = join(ROOT, "docs", "images");
/** What each picture shows: the place in the page, and the colours. */
const PICTURES = [
  { name: "report-cover", at: "top", scheme: "light" },
  { name: "report-summary", at: "summary", scheme: "light" },
  { name: "report-matrix", at: "matrix", scheme: "light" },
  { name: "report-finding", at: "f-002", scheme: "dark" },
];
const SIZE = { width: 1000, height: 720 };

const places = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/google-chrome"];
const executablePath = places.find((place) => place && existsSync(place));
if (!executablePath) throw new Error("no Chromium found: set CHROMIUM to its path");

const folder = await mkdtemp(join(tmpdir(), "demarc-screenshots-"));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const page = join(folder, "report.html");
  execFileSync(process.execPath, [join(ROOT, "bin", "demarc.js"), "demo", "--format", `html=${page}`]);
  for (const { name, at, scheme } of PICTURES) {
    const tab = await browser.newPage({ viewport: SIZE, colorScheme: scheme });
    await tab.goto(`${pathToFileURL(page)}#${at}`);
    await tab.screenshot({ path: join(IMAGES, `${name}.png`) });
    await tab.close();
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}
