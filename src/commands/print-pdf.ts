import { constants } from "node:fs";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { misuse } from "./choose-rules.ts";
import type { Io } from "./io.ts";
import { beginFile, endFile } from "./unfinished.ts";

/**
 * Prints a page to a tagged PDF with an outline, by a Chromium found on this machine.
 *
 * @throws {DiagnosticError} where there is no Chromium, or it does not print.
 */
export async function printPdf(page: string, io: Io): Promise<Uint8Array> {
  const chromium = await findChromium(io.env);
  const folder = await mkdtemp(join(tmpdir(), "demarc-pdf-"));
  beginFile(folder);
  try {
    const [source, target] = [join(folder, "report.html"), join(folder, "report.pdf")];
    await writeFile(source, page, { mode: 0o600 });
    const flags = [
      "--headless",
      "--disable-gpu",
      "--no-pdf-header-footer",
      "--generate-pdf-document-outline",
      `--user-data-dir=${join(folder, "profile")}`,
      `--print-to-pdf=${target}`,
      pathToFileURL(source).href,
    ];
    const first = await io.execute(chromium, flags);
    // Chromium refuses its sandbox to root and in most containers; the page is our own and its policy lets it load nothing.
    const said = /no-sandbox|usable sandbox/.test(first)
      ? await io.execute(chromium, ["--no-sandbox", ...flags])
      : first;
    return await readFile(target).catch(() => {
      const last = said.trim().split("\n").at(-1) ?? "";
      throw new DiagnosticError([
        misuse(`${chromium} did not print the report: ${last}`, "write html and print it from a browser"),
      ]);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
    endFile(folder);
  }
}

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The one that `DEMARC_CHROMIUM` names, or the first of the known names on this machine. */
async function findChromium(env: Io["env"]): Promise<string> {
  const named = env["DEMARC_CHROMIUM"];
  const onPath = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const places = named
    ? [named]
    : [...NAMES.flatMap((name) => onPath.map((folder) => join(folder, name))), ...ELSEWHERE];
  for (const place of places) {
    const found = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return place;
  }
  const message = named
    ? `DEMARC_CHROMIUM names ${named}, which cannot be run`
    : "no Chromium was found to print a PDF with";
  const help = "install chromium or Chrome, name it with DEMARC_CHROMIUM, or write html and print it from a browser";
  throw new DiagnosticError([misuse(message, help)]);
}
