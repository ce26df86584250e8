/** Escapes that stand for more than one character or for none. */
const CLASSES = /^\\[bBdDsSwWAz]$/;
const TOKEN = /(\\[^]|\[(?:\^[^\][\\]+|[^\][\\^][^\][\\]*)\]|[^\\[*+?{])(?:([*+?]|\{[^}]*\})\??)?/y;

/**
 * The longest text contained in every text that the expression (RE2 syntax) matches. Empty if none is known: groups are
 * skipped, and expressions with alternatives, flags or unusual escapes are not analysed.
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

/** The one character it stands for; null if any of several, or none; undefined if it is not understood here. */
function letterOf(token: string): string | null | undefined {
  if (token.startsWith("[") || /^[.^$]$/.test(token) || CLASSES.test(token)) return null;
  if (!token.startsWith("\\")) return token;
  return /^\\[a-z0-9]$/i.test(token) ? undefined : token[1]!;
}
