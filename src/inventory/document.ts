import type { ResourceDocument, Unread } from "../model/resource.ts";
import { OWN_KEYS } from "../model/resource.ts";

/** The keys of a resource document that are demarc's own; no key of a provider's document may pass for one. */
const RESERVED = new Set([...OWN_KEYS, "tags", "children", "__proto__"]);

export interface DocumentHead {
  readonly provider: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>> | null | undefined;
  readonly captured_at: string | undefined;
  readonly confirmed_at: string | undefined;
  readonly source: string;
  readonly unread: readonly Unread[];
}

/**
 * Assembles a document: demarc's own keys first, starting with the type (the snapshot reader finds it without parsing
 * the line), then the provider's document, then joined facts. Keys of the provider's document that are demarc's own or
 * begin with `@` are left out: a document cannot vouch for itself.
 */
export function makeDocument(
  head: DocumentHead,
  body: Readonly<Record<string, unknown>>,
  joined: Readonly<Record<string, unknown>>,
): ResourceDocument {
  const { type, account, region, id, name, provider, tags, captured_at, confirmed_at, source, unread } = head;
  const document: Record<string, unknown> = {
    type,
    account,
    region,
    id,
    name,
    provider,
    ...(tags === undefined ? {} : { tags }),
    ...(captured_at === undefined ? {} : { captured_at }),
    ...(confirmed_at === undefined ? {} : { confirmed_at }),
    source,
    ...(unread.length === 0 ? {} : { unread }),
  };
  for (const key of Object.keys(body)) if (!RESERVED.has(key) && !key.startsWith("@")) document[key] = body[key];
  return Object.assign(document, joined) as ResourceDocument;
}
