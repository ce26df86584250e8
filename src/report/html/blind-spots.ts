import { compareBlindSpots } from "../order.ts";
import { counted, listed } from "../text/words.ts";
import { html, jointed } from "./markup.ts";
import { type Section, table } from "./section.ts";
import type { View } from "./view.ts";

const TYPES_SHOWN = 4;

/** Everything in scope that was not read. */
export function blindSpots({ run }: View): Section {
  const rows = run.blind_spots.toSorted(compareBlindSpots).map((spot) => {
    const { provider, account, region, types, reason, call, code, message, help, file, line } = spot;
    const source = call ?? (file === undefined ? "" : file + (line === undefined ? "" : `:${line}`));
    return [
      [provider, account ?? "every account", region ?? ""].join(" ").trim(),
      types.includes("*") ? "all" : listed(types, TYPES_SHOWN),
      [reason.replaceAll("_", " "), code === undefined ? "" : `(${code})`].join(" ").trim(),
      html`${source === "" ? "" : html`<code>${jointed(source)}</code><br />`}${jointed(message)}${help === undefined ? "" : html`<span class="source">How to fix it: ${jointed(help)}</span>`}`,
    ];
  });
  const columns = ["Where", "Types", "Why", "Message"].map((title) => ({
    title,
    kind: "long" as const,
  }));
  const body = html`<p>
      ${counted(rows.length, "blind spot")}. Every rule on a type that could not be read counts as unknown.
    </p>
    ${table("Blind spots", columns, rows, "None: everything that was requested was read.", "more blind spot")}`;
  return { id: "blind-spots", title: "Blind spots", body };
}
