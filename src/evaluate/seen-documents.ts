import type { FindOwner, Ownership } from "../model/owner.ts";
import type { PassedOver, ResourceDocument } from "../model/resource.ts";
import type { Resolver } from "../responsibility/resolve.ts";
import type { AskedRules } from "./asked-rules.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import type { Tally } from "./counts/tally.ts";
import { unreadableEvaluation } from "./evaluation.ts";
import type { CallOf } from "./language/call-of.ts";
import { viewDocument } from "./language/document-view.ts";
import { documentFrame } from "./language/frame.ts";
import { environment } from "./language/node.ts";
import { createDateReader, DAY } from "./language/values.ts";
import { decide } from "./outcome.ts";
import type { ResourcePlaces } from "./parts/resource-places.ts";
import type { ExpectedScope } from "./related/expected-scope.ts";
import { NOTHING_RELATED, TOO_MUCH_RELATED } from "./related/related-lookup.ts";
import type { RelatedStore } from "./related/related-store.ts";
import { mustWait } from "./related/waiting-room.ts";
import type { WaitingRoom } from "./related/waiting-room.ts";
import type { Settler } from "./settle.ts";

/** Handles documents as they go by. */
export interface SeenDocuments {
  /** Keeps what others look up of it, and asks the rules on it; pairs that cannot be decided yet wait. */
  readonly add: (document: ResourceDocument) => void;
  /** Counts resources of a type no rule asks about; their owners cannot be known because they were not read. */
  readonly addPassedOver: (passedOver: PassedOver) => void;
}

interface Rooms {
  readonly asks: AskedRules;
  readonly resolver: Resolver;
  readonly store: RelatedStore;
  readonly waiting: WaitingRoom;
  readonly expected: ExpectedScope;
  readonly places: ResourcePlaces;
  readonly tally: Tally;
  readonly settle: Settler;
  readonly findOwner: FindOwner;
  readonly callOf: CallOf;
  /** Documents confirmed longer ago than `maxAge` days before `asOf` (milliseconds) are too old to judge. */
  readonly maxAge: number;
  readonly asOf: number;
}

export function createSeenDocuments(rooms: Rooms): SeenDocuments {
  const { asks, resolver, store, waiting, expected, places, tally, settle, findOwner, callOf, maxAge, asOf } = rooms;
  const alone = environment(NOTHING_RELATED, callOf);
  const crowded = environment(TOO_MUCH_RELATED, callOf);
  const oldest = asOf - maxAge * DAY;
  const dateOf = createDateReader();

  const judgeFresh = (document: ResourceDocument, asked: readonly CompiledRule[], owned: Ownership): void => {
    const top = documentFrame(viewDocument(document));
    const answers = resolver.for(document);
    for (const rule of asked) {
      const pair = { rule, top, answerer: answers(rule.layer), owner: owned.of(rule.rule) };
      const decision = decide(pair, alone);
      if (!mustWait(rule, decision)) settle.pair(pair, decision, alone);
      else if (!waiting.admit(pair)) settle.pair(pair, decision, crowded);
    }
  };

  const callStale = (document: ResourceDocument, asked: readonly CompiledRule[], owned: Ownership): void => {
    const { provider, account, type } = document;
    const seen = `last confirmed ${document.confirmed_at}, more than ${maxAge} days before`;
    for (const compiled of asked) {
      const owner = owned.of(compiled.rule);
      const pair = { rule: compiled.rule, party: null, owner, provider, account, type };
      settle.undecided(pair, "unknown", () => unreadableEvaluation(compiled, document, "stale", seen, owner));
    }
  };

  return {
    add: (document) => {
      const confirmed = dateOf(document.confirmed_at);
      const stale = confirmed !== undefined && confirmed < oldest;
      store.add(document, stale);
      const owned = findOwner(document);
      const asked = asks.ofDocument(document, owned.unit);
      const { provider, account, type, region } = document;
      tally.addAccount(provider, account);
      expected.show(document);
      places.add(document);
      const place = { unit: owned.unit, provider, type, account, region };
      tally.addResource(place, asked.length > 0, asked.length === 0 || confirmed !== undefined);
      if (stale) callStale(document, asked, owned);
      else if (asked.length > 0) judgeFresh(document, asked, owned);
    },
    addPassedOver: ({ provider, account, region, type, count }) => {
      const place = { unit: null, provider, account, region, type };
      tally.addAccount(provider, account);
      expected.show(place);
      places.add(place);
      tally.addResource(place, false, true, count);
    },
  };
}
