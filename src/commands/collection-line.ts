/** How far a collection of a cloud has come. */
export interface CollectionProgress {
  readonly calls: number;
  readonly throttled: number;
  readonly pages: number;
  readonly resources: number;
  readonly accounts: Share;
  /** As far as the accounts begun so far have any. */
  readonly regions: Share;
}

interface Share {
  readonly done: number;
  readonly all: number;
}

const SECOND = 1000;
/** Before this share is done, nobody can say how long the rest takes. */
const LEAST_SHARE = 0.02;

/** Makes the line that is shown while a cloud is read. `started` and `now` in milliseconds of one clock. */
export function collectionLine(cloud: string, started: number): (progress: CollectionProgress, now: number) => string {
  return (progress, now) => {
    const { accounts, regions, pages, resources, throttled } = progress;
    const seconds = Math.max((now - started) / SECOND, 1);
    const share = shareOf(progress);
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

/** Accounts not begun are taken to have as many regions as those that are. */
function shareOf({ accounts, regions }: CollectionProgress): number {
  if (accounts.all === 0) return 0;
  const begun = Math.max(accounts.done, 1);
  const open = regions.all === 0 ? 0 : (regions.done / regions.all) * begun;
  return Math.min(1, Math.max(accounts.done, open) / accounts.all);
}

function shareText({ done, all }: Share, what: string): string {
  return `${done}/${all} ${what}`;
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
