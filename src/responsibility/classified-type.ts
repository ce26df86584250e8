/**
 * The type itself, or the nearest type above it, of which `isClassified` is true: of
 * `microsoft.sql/servers/firewallrules` that is `microsoft.sql/servers`. Undefined where there is none. The bare
 * namespace before the first `/` is no type.
 */
export function classifiedType(type: string, isClassified: (type: string) => boolean): string | undefined {
  if (isClassified(type)) return type;
  let end = type.lastIndexOf("/");
  while (end > type.indexOf("/")) {
    const above = type.slice(0, end);
    if (isClassified(above)) return above;
    end = type.lastIndexOf("/", end - 1);
  }
  return undefined;
}
