import type { AbsentWord } from "../../model/rule.ts";
import { fillParams } from "../language/params.ts";
import type { CompileContext } from "../language/context.ts";
import type { WiderThan } from "./network/address-space.ts";
import { DEFAULT_WIDER_THAN } from "./network/address-space.ts";
import type { PortRange } from "./network/ports.ts";
import { parsePorts } from "./network/ports.ts";

/** `closed_to_internet` as written. */
export interface ClosedArgument {
  readonly ports?: unknown;
  readonly protocol?: string;
  readonly addresses?: string;
  readonly at?: string;
  readonly start?: string;
  readonly end?: string;
  readonly empty?: "open" | "closed";
  readonly ignore?: readonly string[];
  readonly wider_than?: Partial<WiderThan>;
  readonly absent?: AbsentWord;
}

/** Returns the same object whenever none is given, because results are cached by it. */
export function widerThanOf({ wider_than: given }: ClosedArgument, context: CompileContext): WiderThan {
  if (given === undefined) return DEFAULT_WIDER_THAN;
  return { ...DEFAULT_WIDER_THAN, ...(fillParams(given, context) as Partial<WiderThan>) };
}

/** The place that holds the one port asked about, or null if the ports are written in the rule. */
export function portPath({ ports }: ClosedArgument): string | null {
  const { path } = (ports ?? {}) as { path?: unknown };
  return typeof path === "string" ? path : null;
}

/** @throws if a port is not valid; the loader has checked what it can see. */
export function askedPorts({ ports }: ClosedArgument, context: CompileContext): readonly PortRange[] | "every" {
  const filled = fillParams(ports, context);
  if (filled === "every") return "every";
  return [filled].flat(2).map((port) => {
    const range = parsePorts(port);
    if (!range) throw new Error(`"${String(port)}" is not a port or a range of ports`);
    return range;
  });
}

/** `tcp 22, 3000-3010`. */
export function portsText(ports: readonly PortRange[] | "every", protocol: string): string {
  const on = protocol === "any" ? "" : `${protocol} `;
  if (protocol === "icmp") return "icmp";
  if (ports === "every") return `every ${on}port`;
  return on + ports.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}
