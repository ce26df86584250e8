/** An IP protocol by its number, or every one. */
export type Protocol = number | "any";

export const TCP = 6;
export const UDP = 17;

/** Names of protocol numbers as clouds write them (IANA protocol-numbers, read 2026-11-21). */
const NUMBERS: Readonly<Record<string, Protocol>> = {
  "-1": "any",
  "*": "any",
  all: "any",
  any: "any",
  icmp: 1,
  igmp: 2,
  tcp: TCP,
  udp: UDP,
  dccp: 33,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  sctp: 132,
  udplite: 136,
};

const ICMP = [1, 58];
const WITH_PORTS = [TCP, UDP, 33, 132, 136];

/** The words our rules may use, and the protocols each stands for. */
export const ASKED_PROTOCOLS: Readonly<Record<string, readonly number[]>> = {
  tcp: [TCP],
  udp: [UDP],
  icmp: ICMP,
  any: WITH_PORTS,
};

/** Undefined if the word is not a known protocol. */
export function parseProtocol(value: unknown): Protocol | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const word = String(value).trim().toLowerCase();
  if (Object.hasOwn(NUMBERS, word)) return NUMBERS[word];
  const number = /^\d{1,3}(\.0)?$/.test(word) ? Number(word) : Number.NaN;
  return number <= 255 ? number : undefined;
}

export function isIcmp(protocol: Protocol): boolean {
  return protocol !== "any" && ICMP.includes(protocol);
}
