/**
 * What of a record may be shown as it is, by its keys. All else must be said by name where a record is redacted: what is
 * new in a run is left out, or does not compile, until somebody has decided what it gives away.
 */
export function kept<T extends object, Key extends keyof T>(record: T, ...keys: readonly Key[]): Pick<T, Key> {
  const known = keys.filter((key) => Object.hasOwn(record, key)).map((key) => [key, record[key]] as const);
  return Object.fromEntries(known) as Pick<T, Key>;
}
