import type { FactPlace } from "./service.ts";

/** What an estate says of one thing, under the provider's own names. */
export type Facts = Readonly<Record<string, unknown>>;
export type Lists = readonly Facts[];

/** Of every thing of the type there, the document as its service describes it. */
export function configurationsOf(place: FactPlace, type: string): Facts[] {
  return place.of(type).map(({ configuration }) => configuration as Facts);
}
