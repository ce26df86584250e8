import type { ConfigItem } from "../config-item.ts";

/** As BatchGet has it: texts for documents, numbers for dates, neither tags nor relationships. */
export function baseItem(item: ConfigItem): Readonly<Record<string, unknown>> {
  const { tags: _tags, relationships: _relationships, ...rest } = item;
  return {
    ...rest,
    configurationItemCaptureTime: seconds(item.configurationItemCaptureTime),
    resourceCreationTime: seconds(item.resourceCreationTime),
    ...(item.configurationItemStatus === "ResourceNotRecorded" ? NOTHING_RECORDED : documentsAsText(item)),
  };
}

/** As the history has it: the base item with tags and relationships. */
export function historyItem(item: ConfigItem): Readonly<Record<string, unknown>> {
  const { tags = {}, relationships = [] } = item;
  return { ...baseItem(item), configurationItemMD5Hash: "", relatedEvents: [], tags, relationships };
}

/** Seconds since 1970; undefined for no date. */
export function seconds(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant) / 1000;
}

const NOTHING_RECORDED = { configuration: undefined, supplementaryConfiguration: {} };

function documentsAsText({ configuration, supplementaryConfiguration }: ConfigItem): object {
  const texts = Object.entries(supplementaryConfiguration).map(([key, value]) => [key, JSON.stringify(value)]);
  return { configuration: JSON.stringify(configuration), supplementaryConfiguration: Object.fromEntries(texts) };
}
