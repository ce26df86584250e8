import { own, ownText } from "../../inventory/json-text.ts";
import type { ArmApi } from "./api.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";

/** Versions by type in lower case: `microsoft.storage/storageaccounts/blobservices`. */
export type ListedVersions = ReadonlyMap<string, readonly string[]>;

/** What this cloud offers; sovereign clouds lag behind the public one. Empty where it does not say. */
export async function listVersions(api: ArmApi, subscription: string): Promise<ListedVersions> {
  const { elements } = await listAll(api, {
    address: addressOf(OWN_CALLS.providers, { subscription }),
    call: callName(OWN_CALLS.providers),
  });
  const versions = new Map<string, readonly string[]>();
  for (const provider of elements) {
    const types = own(provider, "resourceTypes");
    for (const type of Array.isArray(types) ? types : []) {
      const listed = own(type, "apiVersions");
      const name = `${ownText(provider, "namespace")}/${ownText(type, "resourceType")}`.toLowerCase();
      if (Array.isArray(listed))
        versions.set(
          name,
          listed.filter((version) => typeof version === "string"),
        );
    }
  }
  return versions;
}

/** The same calls, each in a version that this cloud has. */
export function fitVersions(api: ArmApi, listed: ListedVersions): ArmApi {
  return { ...api, get: (request) => api.get({ ...request, address: fitted(request.address, listed) }) };
}

/** The address with the nearest version that is listed for its type; as it is where the type is not listed. */
export function fitted(address: string, listed: ListedVersions): string {
  const versions = listed.get(typeAt(address).toLowerCase());
  if (versions === undefined) return address;
  return address.replace(
    /([?&]api-version=)([^&]+)/i,
    (_, key: string, wanted: string) => `${key}${nearest(wanted, versions)}`,
  );
}

/** The newest that is not newer than the one wanted; stable ones first. */
function nearest(wanted: string, versions: readonly string[]): string {
  if (versions.includes(wanted) || versions.length === 0) return wanted;
  const sorted = versions.toSorted().toReversed();
  const stable = sorted.filter((version) => /^\d{4}-\d\d-\d\d$/.test(version));
  return stable.find((version) => version < wanted) ?? stable.at(-1) ?? sorted[0]!;
}

/** `providers/NAMESPACE/TYPE/NAME/TYPE` names a collection as well as a thing. */
export function typeAt(address: string): string {
  const path = address.replace(/\?.*$/s, "");
  const at = path.toLowerCase().lastIndexOf("/providers/");
  if (at === -1) return "";
  const [namespace = "", ...rest] = path.slice(at + "/providers/".length).split("/");
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
}
