import type { Severity } from "../../model/words.ts";
import { html, type Markup } from "./markup.ts";

/** The word in its colour. */
export function badge(severity: Severity): Markup {
  return html`<span class="badge b-${severity}">${severity}</span>`;
}
