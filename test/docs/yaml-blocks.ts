/** A fenced YAML block of a page. */
export interface YamlBlock {
  /** Line of the page that the block's text begins on. */
  readonly line: number;
  /** The first line without its `# `. */
  readonly head: string;
  readonly text: string;
}

/** A part of a block: the comment it begins with and the YAML below. */
export interface Section {
  readonly word: string;
  readonly rest: string;
  readonly yaml: string;
}

export function yamlBlocks(page: string): YamlBlock[] {
  const blocks: YamlBlock[] = [];
  for (const found of page.matchAll(/^```yaml\n(.*?)^```$/gms)) {
    const text = found[1]!;
    const line = page.slice(0, found.index).split("\n").length + 1;
    blocks.push({ line, head: text.split("\n", 1)[0]!.replace(/^# /, ""), text });
  }
  return blocks;
}

const CASE = /^# (?:condition|when|refused|refused in when) for /;

/** Each condition of a block with what is said of it; one block may hold several. */
export function casesOf(block: YamlBlock): YamlBlock[] {
  const lines = block.text.split("\n");
  const starts = [...lines.keys()].filter((i) => CASE.test(lines[i]!));
  return starts.map((start, i) => {
    const text = lines.slice(start, starts[i + 1]).join("\n");
    return { line: block.line + start, head: lines[start]!.slice(2), text };
  });
}

const SECTION = /^# (condition|when|refused|passes|fails|unknown|says)\b:? ?(.*)$/;

/** The block cut at the comments that name its parts. */
export function sections({ text }: YamlBlock): Section[] {
  const parts: { word: string; rest: string; yaml: string }[] = [];
  for (const line of text.split("\n")) {
    const head = SECTION.exec(line);
    if (head) parts.push({ word: head[1]!, rest: head[2]!, yaml: "" });
    else if (parts.length > 0) parts.at(-1)!.yaml += `${line}\n`;
  }
  return parts;
}
