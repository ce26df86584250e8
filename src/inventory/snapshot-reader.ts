import type { ScopePart, SnapshotEntry } from "../model/resource.ts";
import type { FileIntake } from "./file-intake.ts";
import { snapshotRevision } from "./revision.ts";
import { createJsonParser, isTooDeep, TOO_DEEP } from "./json-text.ts";
import { eachLine, splitLines } from "./line-blocks.ts";
import type { LineBlock } from "./line-blocks.ts";
import { endOf, entryOf, headerOf, SNAPSHOT_VERSION } from "./snapshot-format.ts";
import type { FoundHeader } from "./snapshot-format.ts";
import { beginsResource, createPlaceReader } from "./snapshot-line.ts";
import { createSnapshotSeal } from "./snapshot-seal.ts";
import type { TextReader } from "./text-reader.ts";

/**
 * Reads demarc's own snapshots, including several in succession. The counts and digest of the end line are checked
 * against what was read; a snapshot without its end line was cut off, which is reported for everything it covers.
 */
export function createSnapshotReader(file: FileIntake): TextReader {
  const { intake, part, mayOverlap } = file;
  /** The reader that reads on after the part checks the snapshot against its end line. */
  const isChecked = part === undefined || part.onBeyond !== undefined;
  const parse = createJsonParser();
  const placeOfUnwanted = intake.wanted && createPlaceReader(intake.wanted);
  const seal = createSnapshotSeal(file.digestApart, isChecked);
  let refused = false;
  /** The accounts that the snapshots so far said they hold. */
  const held = new Set<string>();

  const altered = (message: string, line?: number): void =>
    file.fault({
      reason: "truncated",
      message,
      help: "collect again, or copy the snapshot again",
      ...(line === undefined ? {} : { line }),
    });

  /** Reads no further. */
  const refuse = (message: string, help: string, line: number): void => {
    refused = true;
    file.lastFault({ reason: "not_recognized", message, help, line });
  };

  const begin = ({ version, entry, expected, isScopeStrange }: FoundHeader, line: number, at: number): void => {
    if (seal.isOpen()) altered("the snapshot ends without its end line, and another begins", line);
    if (version !== SNAPSHOT_VERSION) {
      const found = `the snapshot has version ${JSON.stringify(version)}, this demarc reads version ${SNAPSHOT_VERSION}`;
      return refuse(found, "use a newer demarc", line);
    }
    if (isScopeStrange)
      return refuse(
        "the scope of the snapshot cannot be read: what should be there is not known",
        "collect again",
        line,
      );
    const twice = heldTwice(expected);
    if (twice !== undefined) {
      const found = `a second snapshot of ${twice} begins here; it and what follows were not read`;
      return refuse(found, "give each snapshot a file of its own: then the latest state of each resource counts", line);
    }
    seal.begin(at);
    intake.give(entry);
  };

  /** An account that an earlier snapshot of the file holds too: what it said was passed on, so nothing can replace it. */
  const heldTwice = (expected: readonly ScopePart[]): string | undefined => {
    if (!isChecked) return undefined;
    const own = expected.filter((part) => !mayOverlap(part)).map(({ provider, account }) => `${provider} ${account}`);
    const twice = own.find((account) => held.has(account));
    for (const account of own) held.add(account);
    return twice;
  };

  const give = (entry: SnapshotEntry, at: number): void => {
    seal.count(entry);
    if ("resource" in entry && !isHere(at)) return;
    // Another file may hold more of it.
    if ("account_end" in entry && mayOverlap(entry.account_end)) return;
    if ("resource" in entry && mayOverlap(entry.resource))
      intake.take({ entry, revision: snapshotRevision(entry.resource) });
    else intake.give(entry);
  };

  const isHere = (at: number): boolean => part === undefined || (at >= part.from && at < part.to);

  /**
   * Whether the line is a resource of another part, or of a type nobody wants; such a line is counted but not parsed.
   */
  const passOver = ({ bytes, offset, cut }: LineBlock, start: number, end: number): boolean => {
    if (!isHere(offset + start) && beginsResource(bytes, start)) {
      seal.countResource();
      return true;
    }
    if (placeOfUnwanted === undefined || cut) return false;
    const place = placeOfUnwanted(bytes, start, end);
    // A resource that another file may also hold must be compared with it.
    if (place === undefined || mayOverlap(place)) return false;
    seal.countResource();
    intake.passOver(place);
    return true;
  };

  const readBlock = (block: LineBlock): void => {
    const { bytes, offset } = block;
    let hashed = 0;
    eachLine(block, (start, end, line) => {
      if (refused || passOver(block, start, end)) return;
      const value = parse(bytes, start, end);
      const entry = entryOf(value);
      if (entry !== undefined) return give(entry, offset + start);
      const last = endOf(value);
      if (last !== undefined && seal.isOpen() && !block.cut) {
        seal.hash(bytes.subarray(hashed, start));
        return seal.end(last, offset + start, (message) => altered(message, line));
      }
      const header = headerOf(value);
      if (header === undefined) return unreadLine(bytes.toString("utf8", start, end), line, block.cut);
      begin(header, line, offset + start);
      hashed = start;
    });
    seal.hash(bytes.subarray(hashed));
  };

  const unreadLine = (text: string, line: number, cut: boolean): void => {
    if (isTooDeep(text)) file.fault({ reason: "limit", message: TOO_DEEP, line });
    else if (cut) tellCut(line);
    else file.fault({ reason: "not_recognized", message: "the line is not something that a snapshot holds", line });
  };

  /** Reports the missing end line of an open snapshot. */
  const tellCut = (line: number): void => {
    if (!seal.isOpen()) file.fault({ reason: "truncated", message: "the file ends within this line", line });
  };

  const onTooLong = (line: number): void =>
    file.fault({ reason: "limit", message: "the line is too long to be read", line });
  const lines = splitLines(readBlock, onTooLong);
  return {
    push: (chunk) => {
      lines.push(chunk);
      return !refused;
    },
    end: () => {
      lines.end();
      if (!isChecked) return undefined;
      if (seal.isOpen()) altered("the snapshot is cut off: its end line is missing");
      return seal.checked();
    },
  };
}
