import { ownText } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Unread } from "../../model/resource.ts";
import type { ArmApi, ArmRequest, Failure } from "./api.ts";
import { inOrder } from "../in-order.ts";
import type { NeededChild } from "./options.ts";
import { addressOf, callName } from "./own-calls.ts";
import { listAll } from "./pages.ts";
import { unreadBecause } from "./unread.ts";

/** The children of a resource as read; docs/documents-azure.md says what each answer means. */
export interface Children {
  /** By entry. */
  readonly entries: Readonly<Record<string, unknown>>;
  readonly unread: readonly Unread[];
}

/** Error codes that mean the resource cannot have the child that was asked for. */
const UNSUPPORTED = new Set([
  "resourcetypenotsupported",
  "featurenotsupportedforaccount",
  "longtermretentionpolicynotsupported",
]);
const AT_ONCE = 8;

/** Reads the children of the resource `id` that the loaded rules need, and no others. */
export async function readChildren(api: ArmApi, id: string, needed: readonly NeededChild[]): Promise<Children> {
  const entries: Record<string, unknown> = {};
  const unread: Unread[] = [];
  const whole = needed.filter(({ kind }) => kind !== "element");
  for await (const { child, found } of inOrder(whole, AT_ONCE, async (child) => ({
    child,
    found: await readChild(api, id, child),
  }))) {
    if ("value" in found) entries[child.entry] = found.value;
    if (found.failure !== undefined) unread.push(unreadBecause(found.path, found.failure));
  }
  for (const child of needed.filter(({ kind }) => kind === "element"))
    unread.push(...(await readElements(api, id, child, entries)));
  return { entries, unread };
}

type Found = { readonly value?: unknown; readonly path: string; readonly failure?: Failure };

async function readChild(api: ArmApi, id: string, child: NeededChild): Promise<Found> {
  const request = { address: addressOf(child.call, { id }), call: callName(child.call) };
  return child.kind === "list" ? readList(api, request, child) : readOne(api, request, child);
}

async function readList(api: ArmApi, request: ArmRequest, { path }: NeededChild): Promise<Found> {
  const { elements, failure } = await listAll(api, request);
  if (failure === undefined) return { value: elements, path };
  if (isUnsupported(failure)) return { value: { unsupported: true }, path };
  return elements.length > 0 ? { value: elements, path: `${path}[]`, failure } : { path, failure };
}

async function readOne(api: ArmApi, request: ArmRequest, { path }: NeededChild): Promise<Found> {
  const answer = await api.get(request);
  if ("value" in answer) return { value: answer.value, path };
  if (isUnsupported(answer.failure)) return { value: { unsupported: true }, path };
  if (isMissing(answer.failure, request.address)) return { value: null, path };
  return { path, failure: answer.failure };
}

/** Replaces each element with the answer of its own call. */
async function readElements(
  api: ArmApi,
  id: string,
  { entry, call, path }: NeededChild,
  entries: Record<string, unknown>,
): Promise<Unread[]> {
  const list = entries[entry];
  if (!Array.isArray(list)) return [];
  const unread: Unread[] = [];
  const whole: JsonObject[] = [];
  const read = (element: JsonObject) =>
    api.get({
      address: addressOf(call, { id, name: encodeURIComponent(ownText(element, "name") ?? "") }),
      call: callName(call),
    });
  for await (const answer of inOrder(list as JsonObject[], AT_ONCE, read)) {
    const at = whole.length;
    whole.push("value" in answer ? answer.value : (list[at] as JsonObject));
    if ("failure" in answer) unread.push(unreadBecause(path.replace("[]", `[${at}]`), answer.failure));
  }
  entries[entry] = whole;
  return unread;
}

function isUnsupported({ status, code }: Failure): boolean {
  return status === 400 && UNSUPPORTED.has(code?.toLowerCase() ?? "");
}

/** Whether a 404 means there is none: only if it names the child itself and not its parent. */
function isMissing({ status, code, message }: Failure, address: string): boolean {
  if (status !== 404 || code === undefined) return false;
  const path = address.replace(/\?.*$/s, "").toLowerCase();
  const own = path.slice(path.lastIndexOf("/providers/") + "/providers/".length);
  if (code.toLowerCase() === "resourcenotfound") return message.toLowerCase().includes(own);
  const collection = own.split("/").at(-2) ?? "";
  const singular = collection.replace(/ies$/, "y").replace(/s$/, "");
  return [`${collection}notfound`, `${singular}notfound`].includes(code.toLowerCase());
}
