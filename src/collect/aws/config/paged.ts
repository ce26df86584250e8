import { createHash } from "node:crypto";
import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import { isStrangeNext, STRANGE_NEXT } from "../../next-page.ts";
import type { ConfigApi, Failure, Operation } from "./api.ts";
import { calledBy, foreign, foreignAnswer } from "./api.ts";

/** A listing that comes in pages. */
export interface Listing {
  readonly operation: Operation;
  readonly input: JsonObject;
  /** The member that holds a page's elements. */
  readonly elements: string;
  /** The member that names the next page. */
  readonly token: "NextToken" | "nextToken";
}

export type Page = { readonly elements: readonly unknown[] } | { readonly failure: Failure };

/** AWS may return an empty page with another after it; this many in a row are taken to be endless. */
const MOST_EMPTY_PAGES = 20;

/**
 * Yields the pages of a listing, reading the next one while one is handed on. The last one is a failure if the listing
 * did not come to its end.
 */
export async function* pagesOf(api: ConfigApi, listing: Listing): AsyncGenerator<Page> {
  const circle = createCircle(calledBy(api, listing.operation));
  let next: Promise<Read> | undefined = readPage(api, listing, undefined);
  while (next !== undefined) {
    const page: Read = await next;
    const failure: Failure | undefined = "failure" in page ? page.failure : circle(page);
    if ("failure" in page || failure !== undefined) return yield { failure: failure! };
    next = page.token === undefined ? undefined : readPage(api, listing, page.token);
    // If the next page is no longer wanted, its failure is ignored rather than left unhandled.
    next?.catch(() => {});
    yield { elements: page.elements };
  }
}

/** The content of a page of any listing. */
export interface Content {
  readonly elements: readonly unknown[];
  readonly token: string | undefined;
}
type Read = Content | { readonly failure: Failure };

async function readPage(api: ConfigApi, listing: Listing, token: string | undefined): Promise<Read> {
  const { operation, input, elements, token: name } = listing;
  const answer = await api.call(operation, token === undefined ? input : { ...input, [name]: token });
  if ("failure" in answer) return answer;
  const found = own(answer.value, elements);
  if (!Array.isArray(found)) return { failure: foreign(api, operation, `the answer has no list "${elements}"`) };
  if (isStrangeNext(answer.value, name)) return { failure: foreign(api, operation, STRANGE_NEXT) };
  return { elements: found, token: ownText(answer.value, name) };
}

/** Detects an endless listing: a token or a page that came before, or too many empty pages in a row. */
export function createCircle(call: string): (page: Content) => Failure | undefined {
  const seen = new Set<string>();
  const isNew = (text: string): boolean =>
    seen.size !== seen.add(createHash("sha1").update(text).digest("base64")).size;
  let empty = 0;
  return ({ elements, token }) => {
    empty = elements.length === 0 ? empty + 1 : 0;
    // Two pages that begin with the same element are the same page: no listing names a thing twice.
    if (elements.length > 0 && !isNew(`element ${JSON.stringify(elements[0])}`))
      return foreignAnswer(call, "the same page came twice", "RepeatedPage");
    if (token === undefined) return undefined;
    if (!isNew(`token ${token}`)) return foreignAnswer(call, "the same next page was named twice", "RepeatedNextToken");
    if (empty >= MOST_EMPTY_PAGES) return foreignAnswer(call, `${empty} pages in a row held nothing`, "EmptyPages");
    return undefined;
  };
}

/** Reads all elements of a listing that is known to be small. */
export async function allOf(api: ConfigApi, listing: Listing): Promise<JsonObject[] | Failure> {
  const found: JsonObject[] = [];
  for await (const page of pagesOf(api, listing)) {
    if ("failure" in page) return page.failure;
    const known = page.elements.filter(isObject);
    if (known.length < page.elements.length) return foreign(api, listing.operation, "an element is not an object");
    found.push(...known);
  }
  return found;
}
