import type { ResourceDocument } from "../../src/model/resource.ts";
import { toConfigItem } from "./config-item.ts";
import type { ConfigItem } from "./config-item.ts";
import { recorderOf, records } from "./recorder.ts";
import type { Recorder } from "./recorder.ts";

/** What one account and region hold, as its recorder sees it. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly recorder: Recorder;
  /** Recorded items, in the order of the documents. */
  readonly recorded: readonly ConfigItem[];
  /** Discovered and not recorded: known by name only. */
  readonly discovered: readonly ConfigItem[];
}

export type Estate = (account: string, region: string) => Place;

const NOT_RECORDED = "ResourceNotRecorded";

/** The documents by account and region. Those of other clouds and those that AWS Config has no item for are left out. */
export function estateOf(documents: readonly ResourceDocument[], recorders: readonly Recorder[]): Estate {
  const items = new Map<string, ConfigItem[]>();
  for (const document of documents) {
    if (document.provider !== "aws" || document.type === "AWS::::Account") continue;
    const name = `${document.account} ${document.region}`;
    const here = items.get(name) ?? [];
    items.set(name, here);
    here.push(toConfigItem(document));
  }
  const places = new Map<string, Place>();
  return (account, region) => {
    const name = `${account} ${region}`;
    const place = places.get(name) ?? placeOf(account, region);
    places.set(name, place);
    return place;
  };

  function placeOf(account: string, region: string): Place {
    const recorder = recorderOf(recorders, account, region);
    const here = [...(items.get(`${account} ${region}`) ?? []), ...(items.get(`${account} global`) ?? [])];
    const recorded: ConfigItem[] = [];
    const discovered: ConfigItem[] = [];
    for (const item of here) {
      const isRecorded =
        item.configurationItemStatus !== NOT_RECORDED &&
        records(recorder, item.resourceType, item.awsRegion === "global");
      if (isRecorded) recorded.push(item);
      else discovered.push({ ...item, configurationItemStatus: NOT_RECORDED });
    }
    return { account, region, recorder, recorded, discovered };
  }
}
