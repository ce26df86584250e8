import type { SchemaName } from "../arguments/arguments.ts";

/**
 * The comment at the top of a file that tells editors its schema. The schema is a local file, so that no host on the
 * internet decides what the file may hold.
 */
export function schemaComment(name: SchemaName): string {
  const file = `${name}.schema.json`;
  return `# yaml-language-server: $schema=./${file}\n# For editors: demarc schema ${name} > ${file}\n`;
}
