import { layoutOf } from "../../evaluate/questions/network/layouts.ts";
import type { MapEntry, MapNode, SourceNode } from "../../source/source-node.ts";
import { entryOf, shown, valueOf } from "../../source/source-node.ts";
import { checkAbsence } from "./check-absence.ts";
import { checkKeys, reportMissing } from "./check-keys.ts";
import { checkLiterals, checkWordOf } from "./check-literal.ts";
import { checkParamUse, paramName } from "./check-params.ts";
import { checkPath, typeText } from "./check-path.ts";
import type { Start, Surroundings } from "./surroundings.ts";

const PROTOCOLS = ["tcp", "udp", "icmp", "any"] as const;
const HIGHEST_PORT = 65_535;

/** Checks `closed_to_internet` for ports, which is asked of the whole document. */
export function checkPorts(question: MapEntry, at: Surroundings): void {
  const { value } = question;
  if (!checkKeys(value, ["ports", "protocol", "absent", "ignore", "wider_than"], '"closed_to_internet"', at)) return;
  const protocol = valueOf(value, "protocol");
  const word = protocol && checkWordOf(protocol, PROTOCOLS, "protocol", at);
  if (!protocol) reportMissing(question.keyPlace, '"protocol" is missing: tcp, udp, icmp or any', at);
  const ports = valueOf(value, "ports")!;
  const param = paramName(ports);
  const path = ports.kind === "map" && !param ? valueOf(ports, "path") : undefined;
  if (param) checkPortsParam(param, at);
  else if (path) checkPortPath(path, at);
  else if (ports.kind !== "scalar" || ports.value !== "every") checkLiterals(ports, at, (item) => checkPort(item, at));
  if (word === "icmp" && ports.kind === "list")
    at.reporter.error(ports.place, "rule-bad-operand", "ICMP has no ports: write ports: every");
  checkAbsence(value, false, at);
  checkCommon(value, at);
  checkHasRules(question, at);
}

/** Checks that the documents hold network rules; only those of some types do, and only as a whole. */
function checkHasRules({ keyPlace }: MapEntry, { start, lenientTypes, reporter }: Surroundings): void {
  if (lenientTypes) return;
  const other = start.base.length > 0 ? "an element of a list" : start.types.find((type) => !layoutOf(type));
  if (other === undefined && start.literals === null) return;
  const help = "of a list of address ranges ask with addresses";
  reporter.error(
    keyPlace,
    "rule-no-network-rules",
    `${other ?? "a literal"} holds no network rules to ask for ports`,
    help,
  );
}

function checkPortsParam(name: SourceNode, at: Surroundings): void {
  const param = checkParamUse(name, ["list"], at);
  const wrong = param && [param.default].flat().find((port) => !isPort(String(port)));
  if (wrong === undefined || wrong === null) return;
  at.reporter.error(name.place, "rule-bad-operand", `${JSON.stringify(wrong)} in its default is not a port`, PORT_HELP);
}

function checkPortPath(node: SourceNode, at: Surroundings): void {
  const path = checkPath(node, at, "value");
  const wrong = path?.fields.find(({ type }) => type !== "number" && type !== "text" && type !== null);
  if (wrong) at.reporter.error(node.place, "rule-operand-kind", `${path!.text} is ${typeText(wrong.type)}, not a port`);
}

const PORT_HELP = `a number up to ${HIGHEST_PORT}, or a range as "3000-3010"`;

function isPort(text: string): boolean {
  const range = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const from = Number(range?.[1]);
  const to = Number(range?.[2] ?? from);
  return range !== null && from <= to && to <= HIGHEST_PORT;
}

function checkPort(node: SourceNode, at: Surroundings): void {
  if (node.kind === "scalar" && isPort(String(node.value))) return;
  at.reporter.error(node.place, "rule-bad-operand", `${shown(node)} is not a port`, PORT_HELP);
}

/** Checks `closed_to_internet` for a list of address ranges. */
export function checkAddresses(question: MapEntry, at: Surroundings): void {
  const { value } = question;
  if (
    !checkKeys(
      value,
      ["addresses", "at", "start", "end", "empty", "absent", "ignore", "wider_than"],
      '"closed_to_internet"',
      at,
    )
  )
    return;
  const list = valueOf(value, "addresses")!;
  const path = checkPath(list, at, "list");
  checkAbsence(value, path?.unlisted ?? false, at);
  const wrong = path?.spread ? undefined : path?.fields.find(({ type }) => type !== "list" && type !== null);
  if (wrong) at.reporter.error(list.place, "rule-no-list", `${path!.text} is ${typeText(wrong.type)}, not a list`);
  const empty = valueOf(value, "empty");
  if (empty) checkWordOf(empty, ["open", "closed"], "empty", at);
  else reportMissing(question.keyPlace, "say what no addresses at all means: empty: open or closed", at);
  if (path && !wrong)
    checkElementPaths(
      value,
      { ...path.start, base: path.spread ? path.start.base : [...path.start.base, { kind: "each" }] },
      at,
    );
  checkCommon(value, at);
}

/** Checks `at`, or `start` with `end`: where in an element the range is. */
function checkElementPaths(body: MapNode, element: Start, at: Surroundings): void {
  for (const key of ["at", "start", "end"]) {
    const node = valueOf(body, key);
    if (node) checkPath(node, { ...at, start: element }, "value");
  }
  const [whole, start, end] = ["at", "start", "end"].map((key) => entryOf(body, key));
  const single = start ?? end;
  if (whole && single)
    at.reporter.error(
      single.keyPlace,
      "rule-misplaced-key",
      '"at" names the whole range; start and end its two ends: use one way',
    );
  else if (single && !(start && end))
    reportMissing(single.keyPlace, `"${start ? "end" : "start"}" is missing next to "${single.key}"`, at);
}

function checkCommon(body: MapNode, at: Surroundings): void {
  const ignore = valueOf(body, "ignore");
  if (ignore) checkLiterals(ignore, at, (item) => void checkWordOf(item, ["azure_services"], "ignore", at));
  const wider = valueOf(body, "wider_than");
  if (!wider || !checkKeys(wider, ["ipv4", "ipv6"], '"wider_than"', at)) return;
  for (const [key, most] of [
    ["ipv4", 32],
    ["ipv6", 128],
  ] as const) {
    const node = valueOf(wider, key);
    if (
      !node ||
      (node.kind === "scalar" &&
        typeof node.value === "number" &&
        Number.isInteger(node.value) &&
        node.value >= 0 &&
        node.value <= most)
    )
      continue;
    at.reporter.error(
      node.place,
      "rule-bad-operand",
      `${shown(node)} is not a prefix length`,
      `a whole number from 0 to ${most}`,
    );
  }
}
