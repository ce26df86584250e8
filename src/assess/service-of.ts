import type { ProviderEntry } from "../model/library.ts";

/** The word for the service in a resource type, in lower case: `s3` of `AWS::S3::Bucket`; the type itself where it names none. */
export type ServiceOf = (provider: string, type: string) => string;

export function createServiceOf(providers: Readonly<Record<string, ProviderEntry>>): ServiceOf {
  const patterns = new Map(
    Object.entries(providers).flatMap(([name, { type_service: pattern }]) =>
      pattern === undefined ? [] : [[name, new RegExp(pattern, "i")] as const],
    ),
  );
  const known = new Map<string, string>();
  return (provider, type) => {
    let service = known.get(type);
    if (service === undefined) {
      service = (patterns.get(provider)?.exec(type)?.groups?.["service"] ?? type).toLowerCase();
      known.set(type, service);
    }
    return service;
  };
}
