import type { AttestationState } from "../../model/attestation.ts";
import { addDays, daysBetween } from "../days.ts";
import type { AttestationFile } from "./shape.ts";

/**
 * Days after the end of its period for which an artifact counts where it does not say. For PCI DSS the standard asks for
 * a provider's status at least every twelve months (12.8.4); for all others a year is the policy of this program.
 */
const LONGEST_AGE = 365;

/** How many days before its end an attestation is reported as expiring. */
const EXPIRING_DAYS = 30;

type Dated = Pick<AttestationFile, "period" | "expires" | "bridge">;

/** The last day on which it counts by itself. `renew`: days for which an answer holds, where a rule says it. */
export function lastDay({ period, expires }: Dated, renew: number = LONGEST_AGE): string {
  return expires ?? addDays(period.end, renew);
}

/** Its state on a day; all days named belong to it. A bridge counts once its own time is over. */
export function stateOn(attestation: Dated, day: string, last: string): AttestationState {
  if (daysBetween(day, attestation.period.start) > 0) return "not_yet_valid";
  const left = daysBetween(day, last);
  if (left >= 0) return left < EXPIRING_DAYS ? "expiring" : "valid";
  const { bridge } = attestation;
  return bridge !== undefined && daysBetween(day, bridge.until) >= 0 ? "bridged" : "expired";
}
