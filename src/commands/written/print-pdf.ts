import { constants } from "node:fs";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { misuse } from "../library/choose-rules.ts";
import type { Io } from "../io.ts";
import { placesInPdf } from "./pdf-places.ts";
import { beginFile, endFile } from "./unfinished.ts";

/** Renders the page for print; `pageOf` gives the sheet on which the element with an id begins. */
export type RenderPage = (pageOf?: (id: string) => string) => string;

/**
 * Prints a page to a tagged PDF with an outline, using a Chromium found on this machine. Chromium cannot write page numbers
 * into the contents, so the page is printed twice: once to see where everything lands, then with the numbers.
 *
 * @throws {DiagnosticError} if there is no Chromium, or it does not print.
 */
export async function printPdf(render: RenderPage, io: Io): Promise<Uint8Array> {
  const chromium = await findChromium(io.env);
  const folder = await mkdtemp(join(tmpdir(), "demarc-pdf-"));
  beginFile(folder);
  const press = { chromium, folder, io };
  try {
    const draft = placesInPdf(await print(render(longNumber), DRAFT, press));
    const numbered = draft.size === 0 ? undefined : (id: string): string => String(draft.get(id) ?? "");
    return await print(render(numbered), FINAL, press);
  } finally {
    await rm(folder, { recursive: true, force: true });
    endFile(folder);
  }
}

/** A placeholder as wide as a page number. */
function longNumber(): string {
  return "000";
}

const DRAFT = ["--disable-pdf-tagging"];
const FINAL = ["--generate-pdf-document-outline"];

/** Keeps Chromium off the network: by default it asks its maker for updates and the time. */
const NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND";

interface Press {
  readonly chromium: string;
  readonly folder: string;
  readonly io: Io;
}

async function print(page: string, how: readonly string[], { chromium, folder, io }: Press): Promise<Uint8Array> {
  const [source, target] = [join(folder, "report.html"), join(folder, "report.pdf")];
  await rm(target, { force: true });
  await writeFile(source, page, { mode: 0o600 });
  const flags = [
    "--headless",
    "--disable-gpu",
    "--no-pdf-header-footer",
    NOWHERE,
    ...how,
    `--user-data-dir=${join(folder, "profile")}`,
    `--print-to-pdf=${target}`,
    pathToFileURL(source).href,
  ];
  const first = await io.execute(chromium, flags);
  // Chromium has no sandbox for root and in most containers. The page is our own, and its policy lets it load nothing.
  const said = /no-sandbox|usable sandbox/.test(first) ? await io.execute(chromium, ["--no-sandbox", ...flags]) : first;
  return readFile(target).catch(() => {
    const last = said.trim().split("\n").at(-1) ?? "";
    throw new DiagnosticError([
      misuse(`${chromium} did not print the report: ${last}`, "write html and print it from a browser"),
    ]);
  });
}

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The Chromium that `DEMARC_CHROMIUM` names, or the first known one on this machine. */
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
