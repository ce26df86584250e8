import type { SchemaName } from "../arguments/arguments.ts";

/**
 * The lines at the head of a file by which editors know its keys. The schema lies beside it: what a file may hold is
 * no question for a host on the internet.
 */
export function schemaComment(name: SchemaName): string {
  const file = `${name}.schema.json`;
  return `# yaml-language-server: $schema=./${file}\n# For editors: demarc schema ${name} > ${file}\n`;
}
