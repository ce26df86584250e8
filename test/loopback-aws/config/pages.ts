import { ServiceError } from "../answer.ts";
import { faultNamed } from "../faults.ts";
import type { ConfigRequest } from "./operation.ts";

/** What a page depends on besides the list. */
export type PageRequest = Pick<ConfigRequest, "operation" | "faults"> & {
  readonly place: Pick<ConfigRequest["place"], "account" | "region">;
};

export interface Page<T> {
  readonly elements: readonly T[];
  /** Undefined on the last page. */
  readonly nextToken: string | undefined;
}

/** The part of a list that a request asks for, and the token of the next. A token is good for its own list only. */
export type Pager = <T>(
  request: PageRequest,
  list: { readonly name: string; readonly elements: readonly T[]; readonly limit: number; readonly token: unknown },
) => Page<T>;

export function pager(): Pager {
  let issued = 0;

  /** No two tokens are alike, even those that lead to the same place. */
  function issue(name: string, offset: number): string {
    issued += 1;
    return Buffer.from(JSON.stringify([issued, offset, name])).toString("base64url");
  }

  return (request, { name, elements, limit, token }) => {
    const listName = `${request.operation} ${request.place.account} ${request.place.region} ${name}`;
    const sent = typeof token === "string" && token !== "" ? token : undefined;
    const start = sent === undefined ? 0 : offsetOf(sent, listName);
    const page = { elements: elements.slice(start, start + limit) };
    if (sent !== undefined && faultNamed(request.faults, "repeated_token")) return { ...page, nextToken: sent };
    if (faultNamed(request.faults, "repeated_page")) return { ...page, nextToken: issue(listName, start) };
    return { ...page, nextToken: start + limit < elements.length ? issue(listName, start + limit) : undefined };
  };
}

function offsetOf(token: string, listName: string): number {
  const [, offset, name] = contentOf(token);
  if (name === listName && typeof offset === "number") return offset;
  throw new ServiceError("InvalidNextTokenException", "The specified next token is not valid");
}

function contentOf(token: string): unknown[] {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString("utf8")) as unknown[];
  } catch {
    return [];
  }
}
