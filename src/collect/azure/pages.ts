import { isObject, own, ownText } from "../../inventory/json-text.ts";
import type { JsonObject } from "../../inventory/json-text.ts";
import { isStrangeNext, STRANGE_NEXT } from "../next-page.ts";
import type { ArmApi, ArmRequest, Failure } from "./api.ts";
import { foreign } from "./api.ts";

export type Page = { readonly elements: readonly JsonObject[] } | { readonly failure: Failure };

/** ARM may return an empty page with another after it; this many in a row are taken to be endless. */
const MOST_EMPTY_PAGES = 20;

/**
 * Yields the pages of an ARM list. The last one is a failure if the list did not come to its end: a page was refused,
 * or the next page is on another host, which would receive the token, or came before, or too many pages in a row were
 * empty.
 */
export async function* pagesOf(api: ArmApi, { address, call }: ArmRequest): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let empty = 0;
  for (let next: string | undefined = address; next !== undefined;) {
    seen.add(next);
    const answer = await api.get({ address: next, call });
    if ("failure" in answer) return yield answer;
    const elements = own(answer.value, "value");
    if (!Array.isArray(elements) || !elements.every(isObject))
      return yield { failure: foreign(call, 'the answer has no list "value" of objects') };
    yield { elements };
    if (isStrangeNext(answer.value, "nextLink")) return yield { failure: foreign(call, STRANGE_NEXT) };
    next = ownText(answer.value, "nextLink");
    empty = elements.length === 0 ? empty + 1 : 0;
    const failure = next === undefined ? undefined : wrongNext(api, next, { seen, empty, call });
    if (failure !== undefined) return yield { failure };
  }
}

interface Way {
  readonly seen: ReadonlySet<string>;
  /** The number of empty pages in a row. */
  readonly empty: number;
  readonly call: string;
}

function wrongNext(api: ArmApi, next: string, { seen, empty, call }: Way): Failure | undefined {
  if (api.isForeign(next)) {
    const host = URL.canParse(next) ? new URL(next).host : "an address that cannot be read";
    return foreign(call, `the next page is said to be on ${host}, where no token may go`, "ForeignNextLink");
  }
  if (seen.has(next)) return foreign(call, "the same next page was named twice", "RepeatedNextLink");
  if (empty >= MOST_EMPTY_PAGES) return foreign(call, `${empty} pages in a row held nothing`, "EmptyPages");
  return undefined;
}

/** All elements of a list that came before its end or a failure. */
export interface Listed {
  readonly elements: readonly JsonObject[];
  /** Why there may be more. */
  readonly failure?: Failure;
}

export async function listAll(api: ArmApi, request: ArmRequest): Promise<Listed> {
  const elements: JsonObject[] = [];
  for await (const page of pagesOf(api, request)) {
    if ("failure" in page) return { elements, failure: page.failure };
    elements.push(...page.elements);
  }
  return { elements };
}
