import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PLACES = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const found = PLACES.find((place) => place !== undefined && existsSync(place));

/** False where a developer has no browser; CI always has one, so that these tests run where it counts. */
export const HAS_BROWSER = found !== undefined || process.env["CI"] !== undefined;
if (!HAS_BROWSER) console.warn("skipped: no Chromium found, set CHROMIUM to its path");

export function startBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error("CI needs a Chromium: .ci/run installs one");
  return chromium.launch({ executablePath: found, args: ["--no-sandbox"] });
}
