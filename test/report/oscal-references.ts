/** Where a document names a thing by its UUID or id, and what kind of thing must bear it. */
const REFERENCES: Readonly<Record<string, string>> = {
  "subject-uuid": "inventory-items",
  "observation-uuid": "observations",
  "risk-uuid": "risks",
  "component-uuid": "components",
  "provided-uuid": "provided",
  "responsibility-uuid": "responsibilities",
  "target-id": "parts",
  href: "resources",
};

/** Every reference that names nothing, or a thing of another kind, and every UUID that is given twice. */
export function brokenReferences(document: unknown): string[] {
  const kinds = new Map<string, string>();
  const broken: string[] = [];
  walk(document, "", (owner, key, value) => {
    if (key !== "uuid" && !(key === "id" && owner === "parts")) return;
    if (kinds.has(value)) broken.push(`${key} ${value} of ${owner} and ${kinds.get(value)}`);
    kinds.set(value, owner);
  });
  walk(document, "", (owner, key, value) => {
    const wanted = Object.hasOwn(REFERENCES, key) ? REFERENCES[key] : undefined;
    if (wanted === undefined) return;
    const found = kinds.get(value.replace(/^#/, ""));
    if (found !== wanted) broken.push(`${owner}.${key} ${value}: ${found ?? "nothing"}, not ${wanted}`);
  });
  return broken;
}

/** Every text in the document, with its key and the name of the list or object that its object stands in. */
function walk(node: unknown, owner: string, visit: (owner: string, key: string, value: string) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, owner, visit);
  else if (typeof node === "object" && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "string") visit(owner, key, value);
      else walk(value, key, visit);
    }
  }
}
