import { asNumber } from "../../language/values.ts";

/** Ports from `from` to `to`, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

const HIGHEST = 65535;

export const ALL_PORTS: PortRange = { from: 0, to: HIGHEST };
/** Every port something can listen on: nothing can be reached on port 0. */
export const USABLE_PORTS: PortRange = { from: 1, to: HIGHEST };

/** `22`, `3000-3010` or `*`. Undefined if it is not a range of ports or runs backwards. */
export function parsePorts(value: unknown): PortRange | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value).trim();
  if (text === "*") return ALL_PORTS;
  const parts = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text);
  return parts ? portRange(parts[1], parts[2] ?? parts[1]) : undefined;
}

/** From one port to another; -1 for both is every port. Undefined as for {@link parsePorts}. */
export function portRange(first: unknown, last: unknown): PortRange | undefined {
  const from = asNumber(first);
  const to = asNumber(last);
  if (from === -1 && to === -1) return ALL_PORTS;
  if (!isPort(from) || !isPort(to) || from > to) return undefined;
  return { from, to };
}

function isPort(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= HIGHEST;
}

export function contains(outer: PortRange, inner: PortRange): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** Whether each of the ports asked about is in one of the ranges. */
export function areCovered(asked: PortRange, ranges: readonly PortRange[]): boolean {
  let next = asked.from;
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (from > next) return false;
    next = Math.max(next, to + 1);
    if (next > asked.to) return true;
  }
  return false;
}

/** `asked` cut wherever one of `ranges` begins or ends, so that each piece is in a range completely or not at all. */
export function cutPorts(asked: PortRange, ranges: readonly PortRange[]): PortRange[] {
  const starts = new Set([asked.from]);
  for (const { from, to } of ranges)
    for (const start of [from, to + 1]) if (start > asked.from && start <= asked.to) starts.add(start);
  const sorted = [...starts].toSorted((a, b) => a - b);
  return sorted.map((from, i) => ({ from, to: (sorted[i + 1] ?? asked.to + 1) - 1 }));
}
