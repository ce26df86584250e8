import { join } from "node:path";
import type { Library } from "../model/library.ts";
import type { SourceFiles } from "./source-files.ts";

/** The names redefined by each file, by path relative to the folder. */
type Given = Readonly<Record<string, readonly string[]>>;

interface Kind {
  /** In the plural. */
  readonly what: string;
  readonly of: (base: Library) => Readonly<Record<string, unknown>>;
  readonly given: (listed: readonly string[], fields: Library["fields"]) => Given;
}

const KINDS: readonly Kind[] = [
  { what: "tables", of: ({ tables }) => tables, given: (listed) => namesIn("tables/", listed) },
  { what: "shared conditions", of: ({ conditions }) => conditions, given: (listed) => namesIn("conditions/", listed) },
  {
    what: "field lists",
    of: ({ fields }) => fields,
    given: (_listed, fields) =>
      Object.fromEntries(
        [...new Set(Object.values(fields).map(({ provider }) => provider))].map((provider) => [
          `fields/${provider}.json`,
          Object.keys(fields).filter((type) => fields[type]!.provider === provider),
        ]),
      ),
  },
];

/**
 * Refuses replacements: the shipped rules depend on the shipped tables, conditions, field lists and providers. A custom
 * folder may add to them but not replace any; otherwise it could change a rule without naming it. `fields`: what the
 * folder lists.
 */
export function refuseReplaced(
  { dir, listed }: { readonly dir: string; readonly listed: readonly string[] },
  fields: Library["fields"],
  base: Library,
  files: SourceFiles,
): void {
  const refuse = (file: string, message: string, help: string): void =>
    files.reporter(join(dir, file)).error(null, "shipped-replaced", message, help);
  for (const { what, of, given } of KINDS) {
    const shipped = of(base);
    for (const [file, names] of Object.entries(given(listed, fields))) {
      const name = names.find((one) => Object.hasOwn(shipped, one));
      if (name !== undefined)
        refuse(file, `"${name}" is one of the ${what} that come with the program`, "give yours another name");
    }
  }
  if (listed.includes("providers.yaml"))
    refuse("providers.yaml", "what is known of providers comes with the program", "leave the file out");
}

function namesIn(folder: string, listed: readonly string[]): Given {
  const files = listed.filter((file) => file.startsWith(folder) && /\.ya?ml$/.test(file));
  return Object.fromEntries(files.map((file) => [file, [file.slice(folder.length).replace(/\.ya?ml$/, "")]]));
}
