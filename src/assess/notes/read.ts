import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import type { Note } from "../../model/note.ts";
import { createReporter, sortDiagnostics } from "../../source/reporter.ts";
import { checkShape } from "../../source/shape.ts";
import { placeAt } from "../../source/source-node.ts";
import { readSource } from "../../source/yaml-source.ts";
import { NOTES_SHAPE } from "./shape.ts";

export interface ReadNotes {
  /** Empty where the file has mistakes; rules by their present ids. */
  readonly notes: readonly Note[];
  /** Sorted. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `notes.yaml`. `file` is the name that diagnostics give; `rules`: every id and alias of a rule, to its present id. */
export function readNotes(text: string, file: string, rules: ReadonlyMap<string, string>): ReadNotes {
  const reporter = createReporter(file);
  const root = readSource(text, reporter);
  const written = root && checkShape(NOTES_SHAPE, root, reporter, "notes");
  const notes = (written?.notes ?? []).map((note, index) => {
    const present = rules.get(note.rule);
    if (root && present === undefined) {
      const near = suggest(note.rule, [...rules.keys()]);
      const help = near === undefined ? "`demarc rules list` names them" : `did you mean "${near}"?`;
      reporter.error(placeAt(root, ["notes", index, "rule"]), "notes-rule-unknown", `no rule "${note.rule}"`, help);
    }
    return { ...note, rule: present ?? note.rule };
  });
  const diagnostics = sortDiagnostics(reporter.diagnostics);
  return { notes: diagnostics.some(({ severity }) => severity === "error") ? [] : notes, diagnostics };
}
