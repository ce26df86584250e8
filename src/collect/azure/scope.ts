import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { ownText } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import type { Scope, SnapshotEntry } from "../../model/resource.ts";
import type { ArmApi, Failure } from "./api.ts";
import { foreign } from "./api.ts";
import { blindEntry } from "./blind-spot.ts";
import { diagnosticOf } from "./failure.ts";
import { isPartial } from "./options.ts";
import type { AzureFilter } from "./options.ts";
import { addressOf, callName, OWN_CALLS } from "./own-calls.ts";
import { listAll } from "./pages.ts";

export interface Subscription {
  /** In lower case. */
  readonly id: string;
  readonly name: string;
  readonly tenant: string | undefined;
  readonly state: string;
  /** As `GET /subscriptions` returns it. */
  readonly document: JsonObject;
}

/** What is to be read, and which parts cannot be. */
export interface Estate {
  readonly scope: Scope;
  readonly subscriptions: readonly Subscription[];
  readonly blind: readonly SnapshotEntry[];
}

/** In all other states nothing can be changed and some parts cannot be read. */
const OPEN_STATES = new Set(["Enabled", "Warned", "PastDue"]);

/**
 * Finds the subscriptions that pass the filter. Those in a chosen management group are expected, visible or not.
 *
 * @throws {DiagnosticError} if the subscriptions cannot be listed, a name is unknown, or none is left.
 */
export async function findSubscriptions(api: ArmApi, filter: AzureFilter, types: Iterable<string>): Promise<Estate> {
  const { managementGroup } = filter;
  const visible = await listSubscriptions(api);
  const named = namedOnes(visible, filter.subscriptions);
  const inGroup = managementGroup === undefined ? undefined : await listDescendants(api, managementGroup);
  const wanted = named.filter(({ id }) => inGroup === undefined || inGroup.has(id));
  const hidden =
    filter.subscriptions.length > 0 ? [] : [...(inGroup ?? [])].filter((id) => visible.every((one) => one.id !== id));
  const open = wanted.filter(({ state }) => OPEN_STATES.has(state));
  const closed = wanted.filter(({ state }) => !OPEN_STATES.has(state));
  if (open.length === 0 && hidden.length === 0) throw nothingToRead(closed);
  const isExpected = inGroup !== undefined || filter.subscriptions.length > 0;
  const wantedTypes = [...types];
  return {
    scope: {
      name: scopeName(open, closed, filter),
      ...(isExpected && { expected: expectedParts([...wanted.map(({ id }) => id), ...hidden]) }),
      ...(isPartial(filter) && { partial: true }),
    },
    subscriptions: open,
    blind: [
      ...hidden.map((id) => blindEntry(wantedTypes, id, HIDDEN)),
      ...(isExpected ? closed.map(({ id, name, state }) => blindEntry(wantedTypes, id, closedCause(name, state))) : []),
    ],
  };
}

async function listSubscriptions(api: ArmApi): Promise<Subscription[]> {
  const call = callName(OWN_CALLS.subscriptions);
  const { elements, failure } = await listAll(api, { address: addressOf(OWN_CALLS.subscriptions, {}), call });
  if (failure !== undefined) throw cannotBegin("azure-no-subscriptions", "the subscriptions cannot be listed", failure);
  return elements.map((document) => {
    const id = ownText(document, "subscriptionId")?.toLowerCase();
    // One left out would look as if it did not exist.
    if (id === undefined)
      throw cannotBegin("azure-no-subscriptions", "the subscriptions cannot be listed", foreign(call, "one has no id"));
    const name = ownText(document, "displayName") ?? id;
    const tenant = ownText(document, "tenantId")?.toLowerCase();
    return { id, name, tenant, state: ownText(document, "state") ?? "Enabled", document };
  });
}

/** The ids of the subscriptions in a management group and in those below it. */
async function listDescendants(api: ArmApi, group: string): Promise<ReadonlySet<string>> {
  const address = addressOf(OWN_CALLS.descendants, { group: encodeURIComponent(group) });
  const call = callName(OWN_CALLS.descendants);
  const what = `the management group "${group}" cannot be listed`;
  const { elements, failure } = await listAll(api, { address, call });
  if (failure !== undefined) {
    const help = failure.status === 404 ? "name it by its id, which is not its display name" : failure.help;
    throw cannotBegin("azure-no-management-group", what, { ...failure, help });
  }
  const ids = elements.map((one) => ownText(one, "id")?.toLowerCase() ?? "").filter((id) => !MANAGEMENT_GROUP.test(id));
  const subscriptions = ids.flatMap((id) => /^\/subscriptions\/([^/]+)$/.exec(id)?.[1] ?? []);
  if (subscriptions.length < ids.length)
    throw cannotBegin("azure-no-management-group", what, foreign(call, "a part of it does not say what it is"));
  return new Set(subscriptions);
}

const MANAGEMENT_GROUP = /^\/providers\/microsoft\.management\/managementgroups\/[^/]+$/;

function namedOnes(visible: readonly Subscription[], words: readonly string[]): readonly Subscription[] {
  if (words.length === 0) return visible;
  const isMeant = ({ id, name }: Subscription, word: string): boolean =>
    id === word.toLowerCase() || name.toLowerCase() === word.toLowerCase();
  const unknown = words.filter((word) => !visible.some((one) => isMeant(one, word)));
  if (unknown.length > 0)
    throw new DiagnosticError(
      unknown.map((word) =>
        unknownWord(
          "subscription",
          word,
          visible.flatMap(({ id, name }) => [id, name]),
        ),
      ),
    );
  return visible.filter((one) => words.some((word) => isMeant(one, word)));
}

/** The diagnostic for a name on the command line that matches nothing visible. */
export function unknownWord(what: string, word: string, known: readonly string[]): ReturnType<typeof diagnosticOf> {
  const near = suggest(word, known);
  const help =
    near === undefined ? "look at its spelling, and at what this identity may see" : `did you mean "${near}"?`;
  return diagnosticOf("azure-unknown-name", `no ${what} "${word}" is visible to this identity`, help);
}

function cannotBegin(code: string, what: string, { message, help }: Failure): DiagnosticError {
  return new DiagnosticError([diagnosticOf(code, `${what}: ${message}`, help)]);
}

function nothingToRead(closed: readonly Subscription[]): DiagnosticError {
  const [first] = closed;
  const message =
    first === undefined
      ? "no subscription is visible to this identity"
      : `the subscription ${first.name} is ${first.state}`;
  const help = first === undefined ? HELP_NOTHING : HELP_CLOSED;
  return new DiagnosticError([diagnosticOf("azure-no-subscriptions", message, help)]);
}

const HELP_NOTHING =
  "give the identity the roles Reader and Security Reader on what is to be read; --cloud says which cloud";
const HELP_CLOSED = "enable it again, or leave it out of the scope";

const HIDDEN = {
  reason: "access_denied",
  message: "the management group holds this subscription, and this identity cannot see it",
  help: "give the identity the role Reader on the management group",
} as const;

function closedCause(name: string, state: string): Parameters<typeof blindEntry>[2] {
  return { reason: "not_collected", message: `the subscription ${name} is ${state}`, help: HELP_CLOSED };
}

function expectedParts(ids: readonly string[]): Scope["expected"] & object {
  return ids.toSorted().map((account) => ({ provider: "azure", account }));
}

function scopeName(open: readonly Subscription[], closed: readonly Subscription[], filter: AzureFilter): string {
  const { managementGroup, resourceGroups, tags } = filter;
  const what = open.length === 1 ? `Azure subscription ${open[0]!.name}` : `${open.length} Azure subscriptions`;
  const parts = [
    managementGroup === undefined ? "" : `of management group ${managementGroup}`,
    resourceGroups.length > 0 ? `in ${resourceGroups.join(", ")}` : "",
    tags.length > 0
      ? `tagged ${tags.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join(", ")}`
      : "",
  ];
  const left =
    closed.length === 0 ? "" : `; not read: ${closed.map(({ name, state }) => `${name} (${state})`).join(", ")}`;
  return `${[what, ...parts.filter((part) => part !== "")].join(" ")}${left}`;
}
