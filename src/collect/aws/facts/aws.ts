import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Clock } from "../../clock.ts";
import { isStrangeNext, STRANGE_NEXT } from "../../next-page.ts";
import type { RegionApi } from "../region-api.ts";
import { foreignAnswer } from "../config/api.ts";
import type { Failure } from "../config/api.ts";
import { createGivingUp } from "./give-up.ts";
import { createCircle } from "../config/paged.ts";
import type { ServiceName } from "../service.ts";
import { actionOf } from "../service.ts";

/** One account as seen from one region, used to read facts. Refused calls throw `Refused`. */
export interface Aws {
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`: the second part of every ARN. */
  readonly partition: string;
  readonly ask: (service: ServiceName, operation: string, input?: JsonObject) => Promise<JsonObject>;
  /** Yields the elements of a listing, page by page. */
  readonly pages: (service: ServiceName, operation: string, listing: Listing) => AsyncGenerator<readonly unknown[]>;
  /** Returns all elements of a listing. */
  readonly list: (service: ServiceName, operation: string, listing: Listing) => Promise<JsonObject[]>;
  /** Returns what `read` gives, calling it only once per name for this account and region. */
  readonly once: <Value>(name: string, read: () => Promise<Value>) => Promise<Value>;
  /** The same account as seen from another region. */
  readonly at: (region: string) => Aws;
  /** Waits, for answers that AWS has to prepare first. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface Listing {
  readonly input?: JsonObject;
  /** The member of the answer that holds all the members below. Defaults to the answer itself. */
  readonly within?: string;
  /** The member that holds a page's elements. */
  readonly elements: string;
  /** The members that name the next page, in the request and in the answer. Undefined if there is only one page. */
  readonly token?: readonly [inRequest: string, inAnswer: string];
  /** Set if the service leaves an empty list out of its answer. */
  readonly mayLack?: true;
}

/** Thrown for a call that returned nothing. */
export class Refused extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "Refused";
    this.failure = failure;
  }
}

export interface AwsAccount {
  readonly account: string;
  readonly apiIn: (region: string) => RegionApi;
  readonly clock: Clock;
}

/** Opens an account for reading facts. `at` returns the same object for the same region, with all it has read. */
export function openAws({ account, apiIn, clock }: AwsAccount): Aws["at"] {
  const regions = new Map<string, Aws>();
  const at = (region: string): Aws => {
    const aws = regions.get(region) ?? inRegion(region);
    regions.set(region, aws);
    return aws;
  };
  const inRegion = (region: string): Aws => {
    const asked = new Map<string, Promise<unknown>>();
    const ask = createAsk(() => apiIn(region));
    const pages = createPages(ask);
    return {
      account,
      region,
      partition: partitionOf(region),
      ask,
      pages,
      list: async (service, operation, listing) => {
        const found: JsonObject[] = [];
        for await (const page of pages(service, operation, listing)) {
          if (!page.every(isObject)) throw foreign(service, operation, "an element is not an object");
          found.push(...page);
        }
        return found;
      },
      once: <Value>(name: string, read: () => Promise<Value>) => {
        const known = asked.get(name) ?? read();
        asked.set(name, known);
        return known as Promise<Value>;
      },
      at,
      sleep: (milliseconds) => clock.sleep(milliseconds),
    };
  };
  return at;
}

/** Stops making calls that are refused again and again. */
function createAsk(api: () => RegionApi): Aws["ask"] {
  const givingUp = createGivingUp();
  return async (service, operation, input = {}) => {
    const call = `${service}:${operation}`;
    const refused = givingUp.without(call);
    if (refused !== undefined) throw new Refused(refused);
    const answer = await api().ask({ service, operation }, input);
    givingUp.heard(call, answer);
    if ("failure" in answer) throw new Refused(answer.failure);
    return answer.value;
  };
}

function createPages(ask: Aws["ask"]): Aws["pages"] {
  return async function* (service, operation, listing) {
    const { input = {}, elements, token: [inRequest, inAnswer] = ["", ""] } = listing;
    const circle = createCircle(actionOf({ service, operation }));
    for (let token: string | undefined = ""; token !== undefined;) {
      const answer = await ask(service, operation, token === "" ? input : { ...input, [inRequest]: token });
      const page = listing.within === undefined ? answer : own(answer, listing.within);
      if (!isObject(page)) throw foreign(service, operation, `the answer has no "${listing.within}"`);
      // An answer that counts its elements only leaves the list out if it is empty.
      const isLeftOut = listing.mayLack === true && !(Number(own(page, "Quantity") ?? 0) > 0);
      const found = own(page, elements) ?? (isLeftOut ? [] : undefined);
      if (!Array.isArray(found)) throw foreign(service, operation, `the answer has no list "${elements}"`);
      if (inAnswer !== "" && isStrangeNext(page, inAnswer)) throw foreign(service, operation, STRANGE_NEXT);
      token = inAnswer === "" ? undefined : ownText(page, inAnswer);
      const failure = circle({ elements: found, token });
      if (failure !== undefined) throw new Refused(failure);
      yield found;
    }
  };
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** The error for an answer that does not fit what was asked. */
export function foreign(service: ServiceName, operation: string, message: string): Refused {
  return new Refused(foreignAnswer(actionOf({ service, operation }), message));
}

/** The answer, or null if the call is refused with one of the codes that mean there is none. */
export async function noneOn<Value>(codes: readonly string[], asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && codes.includes(error.failure.code ?? "")) return null;
    throw error;
  }
}
