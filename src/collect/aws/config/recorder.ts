import { toInstant } from "../../../inventory/instant.ts";
import { own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { ConfigApi, Failure } from "./api.ts";
import { callName } from "./api.ts";
import type { Cause } from "./blind-spot.ts";
import { because } from "./blind-spot.ts";
import { canRecord, isGloballyRecorded } from "./global-types.ts";
import { allOf } from "./paged.ts";

/** What is known about one region's recorder. */
export interface Probe {
  /** Whether the type is being recorded here. */
  readonly records: (type: string) => boolean;
  /** Why nothing can be read here, if that is so. */
  readonly blind?: Cause;
  /** Whether what is recorded of the type here may be a day old. */
  readonly isDaily: (type: string) => boolean;
  /** Why items may be out of date or incomplete. */
  readonly stale?: Cause;
  /** Set if it was started so recently that resources it does not show may exist. */
  readonly isNew?: true;
}

const RECORDERS = "DescribeConfigurationRecorders";
const STATUS = "DescribeConfigurationRecorderStatus";

/** Asks a region whether the customer's recorder is there, running, and what it records. */
export async function probe(api: ConfigApi, now: () => string): Promise<Probe> {
  const [recorders, statuses] = await Promise.all([
    allOf(api, { operation: RECORDERS, input: {}, elements: "ConfigurationRecorders", token: "NextToken" }),
    allOf(api, { operation: STATUS, input: {}, elements: "ConfigurationRecordersStatus", token: "NextToken" }),
  ]);
  const { region } = api;
  const refused = [recorders, statuses].find((answer): answer is Failure => !Array.isArray(answer));
  if (refused !== undefined) return nothing(because("what AWS Config records was not read", refused));
  const [recorder] = (recorders as JsonObject[]).filter(isCustomers);
  return judge(recorder, statuses as JsonObject[], { region, now: now() });
}

interface Moment {
  readonly region: string;
  /** ISO 8601 UTC. */
  readonly now: string;
}

function judge(recorder: JsonObject | undefined, statuses: readonly JsonObject[], { region, now }: Moment): Probe {
  if (recorder === undefined) {
    return nothing({
      reason: "not_recorded",
      call: callName(RECORDERS),
      message: `AWS Config has no recorder in ${region}`,
      help: "set up a configuration recorder there, or leave the region out of the scope",
    });
  }
  const name = ownText(recorder, "name");
  const status = statuses.find((one) => ownText(one, "name") === name);
  if (own(status, "recording") !== true) {
    return nothing({
      reason: "not_recorded",
      call: callName(STATUS),
      message: `the recorder of AWS Config is stopped in ${region}`,
      help: "start the configuration recorder there",
    });
  }
  const started = justStarted(status, { region, now });
  const stale = failing(status, region) ?? started;
  return { ...recording(recorder, region), ...(stale && { stale }), ...(started && { isNew: true }) };
}

function nothing(blind: Cause): Probe {
  return { records: () => false, isDaily: () => false, blind };
}

/** Whether it is the customer's: recorders that AWS services run for themselves show their items to nobody else. */
function isCustomers(recorder: JsonObject): boolean {
  return ownText(recorder, "recordingScope") !== "INTERNAL" && ownText(recorder, "servicePrincipal") === undefined;
}

/**
 * How long a recorder counts as new, in milliseconds. AWS speaks of "a few minutes" in which a recorder that was just
 * turned on has not yet counted everything
 * (https://docs.aws.amazon.com/config/latest/APIReference/API_GetDiscoveredResourceCounts.html, read 2026-11-23). The hour
 * is ours.
 */
const FILLING = 60 * 60 * 1000;

function justStarted(status: JsonObject | undefined, { region, now }: Moment): Cause | undefined {
  const started = toInstant(own(status, "lastStartTime"));
  if (started === undefined || Date.parse(now) - Date.parse(started) >= FILLING) return undefined;
  return {
    reason: "stale",
    call: callName(STATUS),
    message: `the recorder of AWS Config in ${region} was started at ${started} and may not have recorded all there is`,
    help: "collect again when it has run for an hour",
  };
}

function failing(status: JsonObject | undefined, region: string): Cause | undefined {
  if (ownText(status, "lastStatus")?.toUpperCase() !== "FAILURE") return undefined;
  const code = ownText(status, "lastErrorCode");
  const said = ownText(status, "lastErrorMessage");
  return {
    reason: "stale",
    call: callName(STATUS),
    ...(code !== undefined && { code }),
    message: `the recorder of AWS Config failed to record in ${region}${said === undefined ? "" : `: ${said}`}`,
    help: "check the role of the configuration recorder: what it records may be out of date",
  };
}

/** What a recorder says about the types it records in its region. */
export function recording(recorder: JsonObject, region: string): Pick<Probe, "records" | "isDaily"> {
  return { records: recordedTypes(recorder, region), isDaily: dailyTypes(recorder) };
}

/**
 * The types that a recorder records only every 24 hours
 * (https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingMode.html, read 2026-11-22). Three types
 * cannot be recorded daily, and an override for a type takes precedence over the default.
 */
function dailyTypes(recorder: JsonObject): (type: string) => boolean {
  const mode = own(recorder, "recordingMode");
  const overrides = own(mode, "recordingModeOverrides");
  const byType = new Map<string, boolean>();
  for (const one of Array.isArray(overrides) ? overrides : [])
    for (const type of typeSet(own(one, "resourceTypes"))) byType.set(type, isDailyMode(one));
  const others = isDailyMode(mode);
  return (type) => !NEVER_DAILY.has(type) && (byType.get(type) ?? others);
}

const NEVER_DAILY = new Set([
  "AWS::Config::ConfigurationRecorder",
  "AWS::Config::ConformancePackCompliance",
  "AWS::Config::ResourceCompliance",
]);

function isDailyMode(mode: unknown): boolean {
  return ownText(mode, "recordingFrequency")?.toUpperCase() === "DAILY";
}

/**
 * The types a recorder records. https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html, as in
 * SDK 3.1124.0.
 */
function recordedTypes(recorder: JsonObject, region: string): (type: string) => boolean {
  const group = own(recorder, "recordingGroup");
  const listed = typeSet(own(group, "resourceTypes"));
  const strategy = ownText(own(group, "recordingStrategy"), "useOnly");
  if (strategy === "EXCLUSION_BY_RESOURCE_TYPES") {
    const excluded = own(own(group, "exclusionByResourceTypes"), "resourceTypes");
    // Without the list that this strategy needs, it is not known what is left out.
    if (!Array.isArray(excluded)) return () => false;
    const types = typeSet(excluded);
    return (type) => !types.has(type) && canRecord(type, region);
  }
  if (own(group, "allSupported") === true) {
    const globals = own(group, "includeGlobalResourceTypes") === true;
    return (type) => canRecord(type, region) && (globals || listed.has(type) || !isGloballyRecorded(type));
  }
  return (type) => listed.has(type) && canRecord(type, region);
}

function typeSet(value: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.filter((type) => typeof type === "string") : []);
}
