/** What records in one account and region. Every member may be left out: a recorder of everything, running. */
export interface Recorder {
  /** Which account and region it is of; missing: all that no earlier recorder is of. */
  readonly account?: string;
  readonly region?: string;
  /** `absent`: nobody set one up. `stopped`: what it recorded before is still there. */
  readonly state?: "recording" | "stopped" | "absent";
  /** It records all types but these. */
  readonly excludes?: readonly string[];
  /** It records these types only. */
  readonly only?: readonly string[];
  /** It records what has no region. Default true: several regions do, and each then shows it. */
  readonly globalTypes?: boolean;
  /** When it was started, ISO 8601 UTC. Default: long ago. */
  readonly started?: string;
  /** The last delivery failed: `lastStatus` is FAILURE. */
  readonly failing?: boolean;
  /** Looked at once a day. */
  readonly daily?: readonly string[];
  /** Beside it stands one that an AWS service runs for itself. */
  readonly serviceLinked?: boolean;
  /** As older replies have it: without the recorder's ARN. */
  readonly withoutArn?: boolean;
}

/** The recorder of an account and region: the first given that is of it. */
export function recorderOf(recorders: readonly Recorder[], account: string, region: string): Recorder {
  const found = recorders.find((one) => (one.account ?? account) === account && (one.region ?? region) === region);
  return found ?? {};
}

export function records(recorder: Recorder, type: string, isGlobal: boolean): boolean {
  if (recorder.state === "absent") return false;
  if (isGlobal && recorder.globalTypes === false) return false;
  if (recorder.only !== undefined) return recorder.only.includes(type);
  return !(recorder.excludes ?? []).includes(type);
}
