/** How deep in an answer keys are taken away; a list is no step, and neither is text that holds JSON. */
const DEEPEST = 2;

/** The keys of an answer, each as the names on its way, those of JSON and of XML alike. */
export function keysOf(body: string): string[] {
  const found = new Set<string>();
  if (isXml(body)) eachElement(body, (path) => void found.add(path));
  else if (body !== "") eachMember(JSON.parse(body), "", (_, __, path) => void found.add(path));
  return [...found];
}

/** The same answer without a key, wherever it stands. */
export function withoutKey(body: string, key: string): string {
  if (isXml(body)) {
    const cuts: [number, number][] = [];
    eachElement(body, (path, start, end) => {
      if (path === key) cuts.push([start, end]);
    });
    return cuts.reduceRight((text, [start, end]) => text.slice(0, start) + text.slice(end), body);
  }
  const value: unknown = JSON.parse(body);
  return JSON.stringify(
    eachMember(value, "", (owner, name, path) => {
      if (path === key) delete owner[name];
    }),
  );
}

const isXml = (body: string): boolean => body.startsWith("<");
const depthOf = (path: string): number => path.split("/").length;

type Visit = (owner: Record<string, unknown>, name: string, path: string) => void;

/** Gives the value as it is after the visits. */
function eachMember(value: unknown, above: string, visit: Visit): unknown {
  if (Array.isArray(value)) return value.map((one) => eachMember(one, above, visit));
  if (typeof value === "string" && value.startsWith("{"))
    return JSON.stringify(eachMember(JSON.parse(value), above, visit));
  if (typeof value !== "object" || value === null) return value;
  const owner = value as Record<string, unknown>;
  for (const name of Object.keys(owner)) {
    const path = above === "" ? name : `${above}/${name}`;
    if (depthOf(path) < DEEPEST) owner[name] = eachMember(owner[name], path, visit);
    visit(owner, name, path);
  }
  return owner;
}

/** What stands around the answer of every operation. */
const AROUND = /(?:Response|Result)$/;

/** An element of a list, whose name is no key: a list without any is an empty one. */
function isMember(name: string, above: string | undefined): boolean {
  return /^(?:member|item|entry)$/.test(name) || above === "Items" || above === `${name}s`;
}

function eachElement(body: string, visit: (path: string, start: number, end: number) => void): void {
  const open: { readonly name: string; readonly start: number; readonly isStep: boolean }[] = [];
  for (const { 0: tag, 1: closing, 2: name = "", 3: empty, index } of body.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    const isStep = !AROUND.test(name) && !isMember(name, open.at(-1)?.name);
    if (closing === "") open.push({ name, start: index, isStep });
    if (closing === "" && empty === "") continue;
    const steps = open.filter((one) => one.isStep).map((one) => one.name);
    const ended = open.pop()!;
    if (ended.isStep && steps.length <= DEEPEST) visit(steps.join("/"), ended.start, index + tag.length);
  }
}
