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

export function titlesOf({ frameworks, responsibility }: Pick<Library, "frameworks" | "responsibility">): Titles {
  const layers = new Map(responsibility.layers.map(({ id, title }) => [id, title]));
  const byId = new Map(frameworks.map((framework) => [framework.id, framework]));
  const controls = new Map(
    frameworks.map(({ id, controls: all }) => [id, new Map(all.map((control) => [control.id, control]))]),
  );
  return {
    layer: (id) => layers.get(id) ?? id,
    framework: (id) => byId.get(id),
    control: (framework, control) => controls.get(framework)?.get(control),
  };
}
