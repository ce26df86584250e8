import type { CompileContext } from "../../language/context.ts";
import type { Elements } from "../../language/elements.ts";
import type { Frame } from "../../language/frame.ts";
import type { Environment } from "../../language/node.ts";
import type { Doubt } from "../doubt.ts";
import type { AddressSet } from "./address-space.ts";
import type { PortRange } from "./ports.ts";
import type { Protocol } from "./protocol.ts";

/** What is known about a set, and whether that is all of it. */
export interface Known<T> {
  readonly value: T;
  readonly whole: boolean;
}

/** One rule about incoming traffic, of any cloud. */
export interface NetworkRule {
  /** The element it was read from. */
  readonly frame: Frame;
  /** Null if it could not be read, and so may be either. */
  readonly action: "allow" | "deny" | null;
  /** Position in the order, lowest first; null if none could be read, and in unordered lists. */
  readonly rank: number | null;
  /** False if the rule may be about outgoing traffic. */
  readonly inbound: boolean;
  /** Null if it could not be read, and so may be any. */
  readonly protocol: Protocol | null;
  readonly ports: Known<readonly PortRange[]>;
  /** For a deny: only addresses it blocks completely, regardless of source port and destination. */
  readonly sources: Known<AddressSet>;
  /** What could not be read or understood. */
  readonly doubts: readonly Doubt[];
}

/** The rules of one document. */
export interface RuleList {
  readonly elements: Elements;
  readonly rules: readonly NetworkRule[];
  /** True if the first match decides; otherwise every rule allows and all of them count. */
  readonly ordered: boolean;
}

export type ReadRules = (frame: Frame, env: Environment) => RuleList;

/** How documents of a type hold their rules. */
export interface Layout {
  /** Paths it reads. */
  readonly reads: readonly string[];
  /** Paths it reads of other resources, by type. */
  readonly related: Readonly<Record<string, readonly string[]>>;
  readonly compile: (context: CompileContext) => ReadRules;
}
