/** What of Resource Manager itself each role definition names apart. */
const OF_SUBSCRIPTION = new Set(["providers", "resources", "resourcegroups"]);

/**
 * The action that Azure holds a call against, in lower case; undefined where everybody who logs in may make it.
 * `call`: `get /subscriptions/…` in lower case, without the query.
 */
export function armAction(call: string): string | undefined {
  const path = call.slice(call.indexOf(" ") + 1);
  const [, ofSubscription = ""] = /^\/subscriptions\/[^/]+\/(\w+)$/.exec(path) ?? [];
  if (OF_SUBSCRIPTION.has(ofSubscription)) return `microsoft.resources/subscriptions/${ofSubscription}/read`;
  const at = path.lastIndexOf("/providers/");
  if (at === -1 || path.startsWith("/providers/microsoft.subscription/")) return undefined;
  const [namespace, ...rest] = path.slice(at + "/providers/".length).split("/");
  return [namespace, ...rest.filter((_, index) => index % 2 === 0), "read"].join("/");
}

export const READ_SUBSCRIPTION = "microsoft.resources/subscriptions/read";
