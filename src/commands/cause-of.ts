/** Why a file could not be read or written: the entry in `causes` for the error's code, else the error's own message. */
export function causeOf(error: unknown, causes: Readonly<Record<string, string>>): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return Object.hasOwn(causes, code) ? causes[code]! : error.message;
}
