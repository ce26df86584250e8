import { own, ownText } from "../../inventory/json-text.ts";
import type { ArmApi, Failure } from "./api.ts";
import type { NeededType } from "./options.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";

/** API versions by type in lower case: `microsoft.storage/storageaccounts/blobservices`. */
export type ListedVersions = ReadonlyMap<string, readonly string[]>;

/** Lists what this cloud offers; sovereign clouds lag behind the public one. `failure`: why some may be missing. */
export async function listVersions(
  api: ArmApi,
  subscription: string,
): Promise<{ readonly versions: ListedVersions; readonly failure?: Failure }> {
  const { elements, failure } = await listAll(api, {
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
  return { versions, ...(failure !== undefined && { failure }) };
}

/** A version that demarc wants and the current cloud does not have. */
export interface VersionGap {
  /** The type asked for: `microsoft.storage/storageaccounts/blobservices`. */
  readonly type: string;
  readonly wanted: string;
  /** The version that is used instead. */
  readonly asked: string;
}

/** By the call as the field list writes it. */
export type VersionGaps = ReadonlyMap<string, VersionGap>;

/** The calls that cannot be made in the version they are written for. */
export function versionGaps(needs: ReadonlyMap<string, NeededType>, listed: ListedVersions): VersionGaps {
  const gaps = new Map<string, VersionGap>();
  for (const [type, { call: own, children }] of needs)
    for (const call of [own, ...children.map((child) => child.call)]) {
      if (call === undefined) continue;
      const address = addressOf(call, { id: idOf(type), subscription: "x", name: "x" });
      const [wanted, asked] = [address, fitted(address, listed)].map(
        (one) => /api-version=([^&]+)/i.exec(one)?.[1] ?? "",
      );
      if (wanted !== asked) gaps.set(call, { type: typeAt(address).toLowerCase(), wanted: wanted!, asked: asked! });
    }
  return gaps;
}

/** A sample id of a resource of the type. */
export function idOf(type: string): string {
  const [namespace, ...types] = type.split("/");
  return `/subscriptions/x/providers/${[namespace, ...types.flatMap((one) => [one, "x"])].join("/")}`;
}

/** The same API, making each call in a version that this cloud has. */
export function fitVersions(api: ArmApi, listed: ListedVersions): ArmApi {
  return { ...api, get: (request) => api.get({ ...request, address: fitted(request.address, listed) }) };
}

/** The address with the nearest version listed for its type; unchanged if the type is not listed. */
function fitted(address: string, listed: ListedVersions): string {
  const versions = listed.get(typeAt(address).toLowerCase());
  if (versions === undefined) return address;
  return address.replace(
    /([?&]api-version=)([^&]+)/i,
    (_, key: string, wanted: string) => `${key}${nearest(wanted, versions)}`,
  );
}

/** The version itself if listed, else the newest stable one before it, else the oldest stable one, else the newest. */
function nearest(wanted: string, versions: readonly string[]): string {
  if (versions.includes(wanted) || versions.length === 0) return wanted;
  const sorted = versions.toSorted().toReversed();
  const stable = sorted.filter((version) => /^\d{4}-\d\d-\d\d$/.test(version));
  return stable.find((version) => version < wanted) ?? stable.at(-1) ?? sorted[0]!;
}

/** The type in an address; `providers/NAMESPACE/TYPE/NAME/TYPE` can name a collection or a single resource. */
export function typeAt(address: string): string {
  const path = address.replace(/\?.*$/s, "");
  const at = path.toLowerCase().lastIndexOf("/providers/");
  if (at === -1) return "";
  const [namespace = "", ...rest] = path.slice(at + "/providers/".length).split("/");
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
}
