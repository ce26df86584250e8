import { isUtf8 } from "node:buffer";
import { createByteSegment } from "./byte-segment.ts";
import { CLOSE_LIST, CLOSE_OBJECT, createJsonScanner, leadingBlanks, OPEN_LIST, OPEN_OBJECT } from "./json-scanner.ts";
import { MAX_TEXT } from "./line-blocks.ts";

export interface ElementSink {
  /**
   * One element of the outermost list, or of a list under one of the item keys (`key`) of the outermost object.
   * `before`: the members before it in that object, each as its JSON text.
   */
  readonly element: (bytes: Buffer, line: number, key: string | undefined, before: readonly string[]) => void;
  /** The outermost object when it ends, with `[]` in place of the lists whose elements were given. */
  readonly object: (text: string, line: number) => void;
  readonly tooLong: (line: number) => void;
  /** From here on the text is not JSON; nothing more is given. */
  readonly damaged: (line: number) => void;
}

export interface ElementSplitter {
  /** False after damage, when nothing more is examined. */
  readonly push: (chunk: Buffer) => boolean;
  /** Calls `damaged` if the text ends inside a value. */
  readonly end: () => void;
  /** To be called if an element turned out not to be JSON. */
  readonly stop: () => void;
}

/** Where in a container the text between two commas is, which decides whether it may be blank. */
type Slot = "first" | "after_comma" | "after_items";

/**
 * Splits JSON texts of any size, one after another, into the elements of their item list, so that only one element is
 * in memory at a time. The caller parses each element.
 */
export function splitElements(
  itemKeys: ReadonlySet<string>,
  sink: ElementSink,
  limit: number = MAX_TEXT,
): ElementSplitter {
  const segment = createByteSegment(limit);
  let chunk: Buffer = Buffer.alloc(0);
  let start = 0;
  let segmentLine = 1;
  let slot: Slot = "first";
  let topClose = 0;
  let topLine = 1;
  /** Commas at this depth separate elements or members. */
  let splitDepth = 1;
  let itemKey: string | undefined;
  let members: string[] = [];
  let membersLength = 0;
  let stopped = false;

  const stop = (): void => {
    stopped = true;
    scanner.stop();
  };
  const damage = (): void => {
    if (!stopped) sink.damaged(scanner.line());
    stop();
  };
  const begin = (at: number, newSlot: Slot): void => {
    start = at + 1;
    segmentLine = scanner.line();
    slot = newSlot;
  };
  const addMember = (text: string, line: number): void => {
    const before = membersLength;
    membersLength += text.length;
    if (membersLength <= limit) members.push(text);
    else if (before <= limit) {
      members = [];
      sink.tooLong(line);
    }
  };

  const finishMember = (bytes: Buffer): void => {
    if (isUtf8(bytes)) addMember(bytes.toString("utf8"), segmentLine);
    else damage();
  };

  /** The text up to `at` is an element, a member, or blank. */
  const finish = (at: number, closes: boolean): void => {
    const bytes = segment.take(chunk.subarray(start, at));
    if (bytes === null) return sink.tooLong(segmentLine);
    const blanks = leadingBlanks(bytes);
    if (blanks.length === bytes.length) {
      const mayBeBlank = slot === "after_items" || (slot === "first" && closes);
      if (!mayBeBlank) damage();
    } else if (slot === "after_items") damage();
    else if (itemKey === undefined && topClose === CLOSE_OBJECT) finishMember(bytes);
    else sink.element(bytes.subarray(blanks.length), segmentLine + blanks.lines, itemKey, members);
  };

  const openTop = (at: number, byte: number): void => {
    topClose = byte === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST;
    topLine = scanner.line();
    members = [];
    membersLength = 0;
    begin(at, "first");
  };

  /** The `[` of a member of the outermost object. */
  const openMemberList = (at: number): void => {
    const written = segment.peek(chunk.subarray(start, at));
    if (written === null || written.length > 200) return;
    const key = /^\s*"([^"\\]*)"\s*:\s*$/.exec(written.toString("utf8"))?.[1];
    if (key === undefined || !itemKeys.has(key) || slot === "after_items") return;
    segment.take(chunk.subarray(at, at));
    addMember(`"${key}":[]`, segmentLine);
    itemKey = key;
    splitDepth = 2;
    begin(at, "first");
  };

  const scanner = createJsonScanner({
    open: (at, byte, depth) => {
      if (depth === 1) openTop(at, byte);
      else if (topClose === CLOSE_OBJECT && splitDepth === 1 && byte === OPEN_LIST) openMemberList(at);
    },
    close: (at, byte, depth) => {
      if (depth < splitDepth) return damage();
      if (depth > splitDepth) return;
      if (byte !== (itemKey === undefined ? topClose : CLOSE_LIST)) return damage();
      finish(at, true);
      if (stopped) return;
      if (itemKey === undefined && topClose === CLOSE_OBJECT && membersLength <= limit)
        sink.object(`{${members.join(",")}}`, topLine);
      itemKey = undefined;
      splitDepth = 1;
      begin(at, "after_items");
    },
    comma: (at, depth) => {
      if (depth === 0) return damage();
      if (depth !== splitDepth) return;
      finish(at, false);
      begin(at, "after_comma");
    },
    stray: damage,
  });

  const push = (bytes: Buffer): boolean => {
    chunk = bytes;
    start = 0;
    scanner.scan(bytes);
    if (!stopped && scanner.isInside()) segment.keep(chunk.subarray(start));
    return !stopped;
  };

  const end = (): void => {
    if (!stopped && scanner.isInside()) damage();
  };

  return { push, end, stop };
}
