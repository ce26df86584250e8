/** Escapes that stand for more than one character or for none. */
const CLASSES = /^\\[bBdDsSwWAz]$/;
const TOKEN = /(\\[^]|\[(?:\^[^\][\\]+|[^\][\\^][^\][\\]*)\]|[^\\[*+?{])(?:([*+?]|\{[^}]*\})\??)?/y;

/**
 * The longest text that stands in every text in which the expression (RE2 syntax) finds something. Empty where none is
 * known: what stands in groups is passed over, and expressions with alternatives, flags or odd escapes are not looked through.
 */
export function requiredText(expression: string): string {
  let longest = "";
  let run = "";
  let groups = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const token = TOKEN.exec(expression);
    if (!token) return "";
    const [, sign = "", quantifier] = token;
    const isFlagged = sign === "(" && quantifier !== undefined;
    if (isFlagged || (sign === "|" && groups === 0)) return "";
    if (sign === "(") groups += 1;
    const letter = letterOf(sign);
    if (letter === undefined) return "";
    const isThere = groups === 0 && letter !== null && (quantifier === undefined || quantifier === "+");
    if (sign === ")") groups -= 1;
    if (isThere) run += letter;
    if (run.length > longest.length) longest = run;
    if (!isThere || quantifier !== undefined) run = "";
  }
  return longest;
}

/** The one character that it stands for; null: any of several, or none. Undefined: more than is understood here. */
function letterOf(token: string): string | null | undefined {
  if (token.startsWith("[") || /^[.^$]$/.test(token) || CLASSES.test(token)) return null;
  if (!token.startsWith("\\")) return token;
  return /^\\[a-z0-9]$/i.test(token) ? undefined : token[1]!;
}
