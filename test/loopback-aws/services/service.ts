import type { ResourceDocument } from "../../../src/model/resource.ts";
import { ServiceError } from "../answer.ts";

/** How a service writes its requests, answers and errors. */
export type Protocol = "json" | "query" | "ec2" | "rest-json" | "rest-xml";

/** What one account holds, with the joined facts of its documents, as seen from one region. */
export interface FactPlace {
  readonly account: string;
  readonly region: string;
  /** All documents of a type in the region, and those without a region. */
  readonly of: (type: string) => readonly ResourceDocument[];
}

export type Input = Readonly<Record<string, unknown>>;

/** Gives the members of the answer as they go over the wire; throws a `ServiceError` to refuse. */
export type Handler = (place: FactPlace, input: Input) => unknown;

/** A service that is answered here. */
export interface LoopbackService {
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, Handler>>;
  /** For services that name their operations by method and path. */
  readonly routes?: readonly Route[];
}

export interface Route {
  readonly operation: string;
  readonly method: "GET" | "POST";
  /** Groups of the expression become members of the input. */
  readonly path: RegExp;
  /** What must stand behind the path besides, where a path alone does not tell. */
  readonly query?: string;
}

/** What an estate does not tell is refused, as to somebody who may not read it. */
export function denied(what: string): ServiceError {
  return new ServiceError("AccessDeniedException", `User is not authorized to read ${what}`, 403);
}

/** The code by which the service says that there is none; undefined where it answers null. */
export type NoneCode = readonly [code: string, status?: number, message?: string];

/** A fact of the account; the region's where it has one. */
export function accountFact(place: FactPlace, path: string, none?: NoneCode): unknown {
  const [root, key] = path.split(".") as [string, string];
  for (const document of place.of("AWS::::Account")) {
    const facts = document[root] as Readonly<Record<string, unknown>> | undefined;
    if (facts !== undefined && Object.hasOwn(facts, key)) return orNone(facts[key], none);
  }
  throw denied(path);
}

/** A fact of one resource, found by its ARN, its name or the id that the service knows it by. */
export function joinedFact(place: FactPlace, type: string, id: unknown, fact: string, none?: NoneCode): unknown {
  const document = find(place, type, id);
  if (document === undefined) throw new ServiceError("ResourceNotFoundException", `no ${type} ${String(id)}`, 404);
  if (!Object.hasOwn(document, fact)) throw denied(`${fact} of ${String(id)}`);
  return orNone(document[fact], none);
}

export function find(place: FactPlace, type: string, id: unknown): ResourceDocument | undefined {
  return place.of(type).find((one) => [one.id, one.name, one["resourceId"]].includes(id as string));
}

function orNone(value: unknown, none?: NoneCode): unknown {
  if (value !== null || none === undefined) return value;
  const [code, status = 404, message = code] = none;
  throw new ServiceError(code, message, status);
}

/** Seconds since 1970, as JSON answers have dates; undefined for none. */
export function seconds(instant: unknown): number | undefined {
  return typeof instant === "string" ? Date.parse(instant) / 1000 : undefined;
}

/** A policy as the text that goes over the wire; undefined for none. */
export function policyText(policy: unknown): string | undefined {
  return policy === null || policy === undefined ? undefined : JSON.stringify(policy);
}

/** A copy in which the members named are dates as numbers. */
export function withSeconds(value: unknown, keys: readonly string[]): Record<string, unknown> {
  const members = Object.entries((value ?? {}) as Record<string, unknown>);
  return Object.fromEntries(members.map(([key, one]) => [key, keys.includes(key) ? seconds(one) : one]));
}
