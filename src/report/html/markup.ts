import { neutralize } from "../../diagnostics/neutralize.ts";

/**
 * Text that is HTML already. Only this file makes any, so nothing that comes out of a cloud or a file can pass for it:
 * a class, because an object of data can have any key and no data is an instance.
 */
export class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template: text is escaped, markup is not, nothing is left out. */
export type Content = string | number | Markup | undefined | readonly Content[];

/** A template of HTML. All that is put into it is escaped here, for text and for quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const own = withoutIndents(parts);
  let text = own[0]!;
  contents.forEach((content, index) => {
    text += render(content) + own[index + 1]!;
  });
  return new Markup(text);
}

const WITHOUT_INDENTS = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The page is not laid out as its source is: what stands between lines there is one line break here. */
function withoutIndents(parts: TemplateStringsArray): readonly string[] {
  const known = WITHOUT_INDENTS.get(parts);
  if (known) return known;
  const own = parts.map((part) => part.replace(/\s*\n\s*/g, "\n"));
  WITHOUT_INDENTS.set(parts, own);
  return own;
}

/** An element around style or script of our own, the only text that goes in as it is. Throws where it would end the element. */
export function verbatim(name: "style" | "script", text: string): Markup {
  if (text.includes("</")) throw new Error("text that stands in an element as it is cannot hold an end tag");
  return new Markup(`<${name}>${text}</${name}>`);
}

function render(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.toString();
  if (Array.isArray(content)) return content.map(render).join("");
  return escape(String(content));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Controls, bidi and lone surrogates are shown as what they are: in HTML too they can hide and reorder text. */
function escape(text: string): string {
  return withEntities(neutralize(text));
}

function withEntities(text: string): string {
  return text.replace(/[&<>"']/g, (found) => ENTITIES[found]!);
}

/** Several lines, as they stand. */
export function lines(text: string): Markup {
  return new Markup(text.split("\n").map(escape).join("\n"));
}

/** Words that may be longer than a narrow column. */
const LONG_WORD = 16;
/** Between the words of a name or of a value: `AWS::EC2::Instance`, `microsoft.web/sites`, `publicIpAddress`, `[1,2]`. */
const JOINT = /(?<=[:/._,@])(?=[^:/._,@])|(?<=[\p{Ll}\d])(?=\p{Lu})/u;

/** Text with names in it, which a narrow column breaks at their joints and not in the middle of a word. */
export function jointed(text: string): Markup {
  const words = neutralize(text).split(/(\s+)/);
  const parts = words.map((word) => (word.length < LONG_WORD ? [word] : word.split(JOINT)));
  return new Markup(parts.map((part) => part.map(withEntities).join("<wbr>")).join(""));
}

/** A link out, where the address is one of the web; anything else is text. */
export function link(address: string, words: string = address): Markup {
  if (!/^https?:\/\/[^\s]+$/i.test(address)) return html`${words}`;
  return html`<a class="out" href="${address}" rel="noreferrer">${words}</a>`;
}
