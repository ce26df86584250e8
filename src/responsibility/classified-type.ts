/**
 * The type itself, or the nearest type above it, for which `isClassified` is true: for
 * `microsoft.sql/servers/firewallrules`, for example, `microsoft.sql/servers`. Undefined if there is none. The bare
 * namespace before the first `/` is not a type.
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
