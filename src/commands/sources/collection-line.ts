/** How far the collection of a cloud has got. */
export interface CollectionProgress {
  readonly calls: number;
  readonly throttled: number;
  readonly pages: number;
  readonly resources: number;
  readonly accounts: Share;
  /** Regions, of the accounts begun so far. */
  readonly regions: Share;
  /** The share done of what was left to read at the start, from 0 to 1. */
  readonly share: number;
}

interface Share {
  readonly done: number;
  readonly all: number;
}

const SECOND = 1000;
/** The share that must be done before the remaining time can be estimated. */
const LEAST_SHARE = 0.02;

/** Returns a function that makes the progress line shown while a cloud is read. `started` and `now` are milliseconds of one clock. */
export function collectionLine(cloud: string, started: number): (progress: CollectionProgress, now: number) => string {
  return ({ accounts, regions, share, pages, resources, throttled }, now) => {
    const seconds = Math.max((now - started) / SECOND, 1);
    return [
      `${cloud}: ${shareText(accounts, "accounts")}`,
      shareText(regions, "regions"),
      `${pages} pages`,
      `${resources} resources`,
      `${Math.round(resources / seconds)}/s`,
      ...(throttled > 0 ? [`${throttled} throttled`] : []),
      ...(share >= LEAST_SHARE && share < 1 ? [`${timeText((seconds * (1 - share)) / share)} left`] : []),
    ].join(", ");
  };
}

function shareText({ done, all }: Share, what: string): string {
  return `${done}/${all} ${what}`;
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
