import type { AttestationScope, Backing, BackingState, RunAttestation } from "../../model/attestation.ts";
import type { OwnerParty } from "../../model/owner.ts";
import type { Layer } from "../../model/words.ts";

/** A layer of a service somewhere, on a provider's side. */
export interface ProviderSide extends Place {
  readonly provider: string;
  readonly layer: Layer;
}

export interface Place {
  readonly service: string;
  /** Missing: anywhere. */
  readonly account?: string;
  readonly region?: string;
}

/** Best first: of several attestations the one that says most for the duty stands behind it. */
const BEST: readonly BackingState[] = [
  "valid",
  "satisfied",
  "expiring",
  "bridged",
  "qualified",
  "unreviewed",
  "not_yet_valid",
  "expired",
  "missing",
];

/** Says what stands behind the provider's side of a layer. */
export function createSideBacking(
  attestations: readonly RunAttestation[],
  parties: readonly OwnerParty[],
): (side: ProviderSide) => Backing {
  const speaksFor = new Map(parties.flatMap(({ id, provider }) => (provider === undefined ? [] : [[id, provider]])));
  const known = new Map<string, Backing>();
  return (side) => {
    const { provider, service, account, region, layer } = side;
    const key = [provider, service, account ?? "", region ?? "", layer].join("\n");
    let backing = known.get(key);
    if (!backing) {
      const covering = attestations.filter(
        ({ party, scope }) =>
          (speaksFor.get(party) ?? party) === provider && coversPlace(scope, side) && coversLayer(scope, layer),
      );
      backing = bestOf(covering.map((one) => ({ id: one.id, state: stateFor(one, layer) })));
      known.set(key, backing);
    }
    return backing;
  };
}

export function bestOf(candidates: readonly Backing[]): Backing {
  const [first] = candidates.toSorted((a, b) => BEST.indexOf(a.state) - BEST.indexOf(b.state));
  return !first || first.state === "missing" ? { id: null, state: "missing" } : first;
}

/** True where something stands behind it today. */
export function isBacked(state: BackingState): boolean {
  return state === "valid" || state === "satisfied" || state === "expiring" || state === "bridged";
}

export function coversPlace(scope: AttestationScope, { service, account, region }: Place): boolean {
  return lists(scope.services, service) && lists(scope.accounts, account) && lists(scope.regions, region);
}

export function coversLayer({ layers }: AttestationScope, layer: Layer): boolean {
  return layers === undefined || layers.includes(layer);
}

function stateFor({ reviewed, state, qualified }: RunAttestation, layer: Layer): BackingState {
  if (!reviewed) return "unreviewed";
  return isBacked(state) && qualified.some((one) => one.layer === layer) ? "qualified" : state;
}

/** Where no word is asked for, only a list that leaves nothing out covers it. */
function lists(list: readonly string[] | undefined, word: string | undefined): boolean {
  if (list === undefined || list.includes("*")) return true;
  return word !== undefined && list.some((one) => one.toLowerCase() === word.toLowerCase());
}
