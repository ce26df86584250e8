/** Text that stands in HCL as it is: `data.aws_partition.current.partition`. */
export class HclExpression {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A value as HCL writes it; `depth`: how far its lines are indented, two blanks each. @internal */
export function hclValue(value: unknown, depth = 0): string {
  if (value instanceof HclExpression) return value.text;
  if (typeof value === "string") return hclText(value);
  if (typeof value !== "object" || value === null) return String(value);
  const inner = "  ".repeat(depth + 1);
  const end = "  ".repeat(depth);
  if (Array.isArray(value)) {
    const lines = value.map((one) => `${inner}${hclValue(one, depth + 1)},\n`);
    return lines.length === 0 ? "[]" : `[\n${lines.join("")}${end}]`;
  }
  const entries = Object.entries(value).map(([key, one]) => [keyText(key), hclValue(one, depth + 1)] as const);
  const lines = alignedRuns(entries).map((line) => `${inner}${line}\n`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${end}}`;
}

/** As `terraform fmt` has it: values of one line stand below each other as far as no longer one comes between. */
function alignedRuns(entries: readonly (readonly [key: string, text: string])[]): string[] {
  const lines: string[] = [];
  let run: (readonly [string, string])[] = [];
  const endRun = (): void => {
    const width = Math.max(...run.map(([key]) => key.length));
    lines.push(...run.map(([key, text]) => `${key.padEnd(width)} = ${text}`));
    run = [];
  };
  for (const entry of entries) {
    if (!entry[1].includes("\n")) run.push(entry);
    else {
      endRun();
      lines.push(entry.join(" = "));
    }
  }
  endRun();
  return lines;
}

/** Quoted; what HCL would fill in stays as it is. */
export function hclText(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

function keyText(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : hclText(key);
}

/** A block with its labels, its arguments and the blocks in it: `resource "aws_iam_role" "hub" { … }`. */
export function hclBlock(
  kind: string,
  labels: readonly string[],
  body: object,
  inner: readonly InnerBlock[] = [],
): string {
  const blocks = inner.map(([name, content]) => `\n  ${name} ${hclValue(content, 1)}\n`);
  const head = [kind, ...labels.map(hclText)].join(" ");
  return `${head} ${blocks.length === 0 ? hclValue(body) : hclValue(body).replace(/\}$/, () => `${blocks.join("")}}`)}\n`;
}

type InnerBlock = readonly [name: string, content: object];

export function jsonencode(value: unknown): HclExpression {
  return new HclExpression(`jsonencode(${hclValue(value, 1)})`);
}
