import type { AccountEnd, BlindSpot, Scope } from "../../model/resource.ts";
import type { FieldLists } from "../../model/rule.ts";
import { createToldSpots } from "./told-spots.ts";

/** Compares what should be there with what the input shows. */
export interface ExpectedScope {
  readonly expect: (scope: Scope) => void;
  /**
   * Records that something of the place was seen: a document, or a successful call. Region `*` stands for every region
   * of the account.
   */
  readonly show: (place: Place) => void;
  readonly addBlindSpot: (spot: BlindSpot) => void;
  /**
   * A blind spot for each account or region that is expected, that nothing shows and no blind spot covers. Each is
   * reported once: those of an ended account, then all others.
   */
  readonly unseen: (only?: AccountEnd) => BlindSpot[];
}

interface Place {
  readonly provider: string;
  readonly account: string;
  readonly region: string;
}

interface Expected extends Pick<Place, "provider" | "account"> {
  readonly regions: Set<string>;
}

interface AskedType {
  readonly provider: string;
  readonly type: string;
}

const ALL = "*";
const GLOBAL = "global";
const HELP = "add what was saved of it, or take it out of what is expected";

/** `asked`: the types that rules ask about. A declaration that a type was read does not show that anything is there. */
export function createExpectedScope(asked: readonly AskedType[], fields: FieldLists): ExpectedScope {
  /** provider/account -> its regions; empty for the account alone. */
  const expected = new Map<string, Expected>();
  /** provider/account -> regions. */
  const shown = new Map<string, Set<string>>();
  const spots = createToldSpots();
  /** Documents of one account and region come in succession. */
  let last: Place | null = null;

  const scopeOf = (type: string): string => (Object.hasOwn(fields, type) ? (fields[type]!.scope ?? "") : "");
  const typesOf = (provider: string, isThere: (scope: string) => boolean): string[] => {
    const own = asked.filter((one) => one.provider === provider).map(({ type }) => type);
    return [...new Set(own.filter((type) => isThere(scopeOf(type))))].toSorted();
  };

  /**
   * Empty if blind spots cover everything asked about there. `what`: the same wording for all such places, as they have
   * one cause.
   */
  const spotsOver = (place: Place, what: string, isThere: (scope: string) => boolean): BlindSpot[] => {
    const { provider, account, region } = place;
    const types = typesOf(provider, isThere);
    const said = new Set(spots.over(place).flatMap((spot) => (speaksOf(spot, place) ? spot.types : [])));
    const unsaid = said.has(ALL) ? [] : types.filter((type) => !said.has(type));
    if (unsaid.length === 0) return [];
    return [
      {
        provider,
        account,
        ...(region !== ALL && { region }),
        types: region === ALL && unsaid.length === types.length ? [ALL] : unsaid,
        reason: "not_collected",
        message: `${what} is expected, and nothing of it is in the input`,
        help: HELP,
      },
    ];
  };

  const overRegion = (provider: string, account: string, region: string): BlindSpot[] =>
    spotsOver({ provider, account, region }, "the region", (scope) =>
      region === GLOBAL ? scope === GLOBAL : scope !== GLOBAL,
    );

  const overAccount = (provider: string, account: string, regions: readonly string[]): BlindSpot[] => {
    const place = { provider, account, region: ALL };
    const isTold = spots.over(place).some(({ region }) => region !== undefined && region !== ALL);
    if (regions.length > 0 && isTold)
      return [...regions, GLOBAL].flatMap((region) => overRegion(provider, account, region));
    return spotsOver(place, "the account", () => true);
  };

  const unseenOf = ({ provider, account, regions }: Expected): BlindSpot[] => {
    const key = keyOf({ provider, account });
    expected.delete(key);
    const seen = shown.get(key);
    const listed = [...regions].toSorted();
    if (seen === undefined) return overAccount(provider, account, listed);
    if (seen.has(ALL)) return [];
    return listed.filter((region) => !seen.has(region)).flatMap((region) => overRegion(provider, account, region));
  };

  return {
    expect: (scope) => {
      for (const { provider, account, regions = [] } of scope.expected ?? []) {
        const key = keyOf({ provider, account });
        const known = expected.get(key) ?? { provider, account, regions: new Set<string>() };
        for (const region of regions) known.regions.add(region);
        expected.set(key, known);
      }
    },
    show: ({ provider, account, region }) => {
      if (last && last.region === region && last.account === account && last.provider === provider) return;
      last = { provider, account, region };
      const key = keyOf(last);
      shown.set(key, (shown.get(key) ?? new Set()).add(region));
    },
    addBlindSpot: spots.add,
    unseen: (only) => {
      const asked = only === undefined ? [...expected.values()] : [expected.get(keyOf(only)) ?? []].flat();
      return asked.flatMap(unseenOf);
    },
  };
}

function keyOf({ provider, account }: Pick<Place, "provider" | "account">): string {
  return `${provider}/${account}`;
}

/** Of one over the account. */
function speaksOf(spot: BlindSpot, { region }: Place): boolean {
  return spot.region === undefined || spot.region === ALL || spot.region === region || region === ALL;
}
