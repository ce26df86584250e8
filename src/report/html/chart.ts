import { html, type Markup } from "./markup.ts";

/** What a part of a bar stands for; each has a colour and a pattern of its own. */
export type Shade =
  | "pass"
  | "fail"
  | "unknown"
  | "manual"
  | "inherited"
  | "none"
  | "critical"
  | "high"
  | "medium"
  | "low"
  | "info";

export interface Part {
  readonly shade: Shade;
  readonly words: string;
  readonly count: number;
}

/**
 * A bar of parts as long as their counts, on a scale on which `full` is the whole width. Told in words too; the numbers
 * stand in the table that the bar is part of.
 */
export function bar(title: string, parts: readonly Part[], full?: number): Markup {
  const shown = parts.filter(({ count }) => count > 0);
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  const scale = Math.max(full ?? total, 1);
  const said = `${title}: ${shown.map(({ words, count }) => `${count} ${words}`).join(", ") || "nothing"}`;
  let at = 0;
  const rects = shown.map(({ shade, count }) => {
    const [x, width] = [percent(at / scale), percent(count / scale)];
    at += count;
    return html`<rect class="s-${shade}" x="${x}" width="${width}" height="100%" /><rect
        class="p"
        fill="url(#p-${shade})"
        x="${x}"
        width="${width}"
        height="100%"
      />`;
  });
  return html`<svg class="bar" role="img" aria-label="${said}" width="100%" height="14">
    <title>${said}</title>
    ${rects}
  </svg>`;
}

function percent(share: number): string {
  return `${Math.round(share * 100_000) / 1_000}%`;
}

/** The patterns that bars are drawn with beside their colours; once a page. */
export function patterns(): Markup {
  return html`<svg class="defs" aria-hidden="true" width="0" height="0">
    <defs>
      ${Object.entries(STROKES).map(
        ([shade, path]) =>
          html`<pattern id="p-${shade}" width="6" height="6" patternUnits="userSpaceOnUse"
            ><path d="${path}"
          /></pattern>`,
      )}
    </defs>
  </svg>`;
}

const RISING = "M-1 1l2-2M0 6l6-6M5 7l2-2";
const STROKES: Readonly<Record<Shade, string>> = {
  fail: RISING,
  critical: `${RISING}M0 0l6 6`,
  high: RISING,
  medium: "M0 3h6",
  low: "M3 0v2M3 4v2",
  info: "M3 3h.5",
  pass: "",
  unknown: "M1 1h1M4 4h1",
  manual: "M0 3h6",
  inherited: "M3 0v6",
  none: "",
};

/** What the shades of the bars on this page mean. */
export function legend(parts: readonly Omit<Part, "count">[]): Markup {
  return html`<ul class="legend">
    ${parts.map(
      ({ shade, words }) =>
        html`<li>
          <svg aria-hidden="true" width="14" height="14">
            <rect class="s-${shade}" width="14" height="14" />
            <rect class="p" fill="url(#p-${shade})" width="14" height="14" />
          </svg>
          ${words}
        </li>`,
    )}
  </ul>`;
}
