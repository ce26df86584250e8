import type { Framework, FrameworkControl, Library } from "../model/library.ts";
import type { Layer } from "../model/words.ts";

/** Words for the ids that a run names: a run holds the ids alone. */
export interface Titles {
  /** The layer's own title, or its id. */
  readonly layer: (id: Layer) => string;
  /** Undefined for one that the library does not hold. */
  readonly framework: (id: string) => Framework | undefined;
  readonly control: (framework: string, control: string) => FrameworkControl | undefined;
}

/** The library is read when it is first asked for a word: a report of a few lines asks for none. */
export function titlesOf(library: Pick<Library, "frameworks" | "responsibility">): Titles {
  let layers: ReadonlyMap<Layer, string> | undefined;
  let frameworks: ReadonlyMap<string, Named> | undefined;
  const named = (id: string): Named | undefined => (frameworks ??= byId(library.frameworks)).get(id);
  return {
    layer: (id) => (layers ??= new Map(library.responsibility.layers.map((one) => [one.id, one.title]))).get(id) ?? id,
    framework: (id) => named(id)?.framework,
    control: (framework, control) => named(framework)?.controls.get(control),
  };
}

interface Named {
  readonly framework: Framework;
  readonly controls: ReadonlyMap<string, FrameworkControl>;
}

function byId(frameworks: readonly Framework[]): ReadonlyMap<string, Named> {
  return new Map(
    frameworks.map((framework) => {
      const controls = new Map(framework.controls.map((control) => [control.id, control]));
      return [framework.id, { framework, controls }];
    }),
  );
}
