import { resolve } from "node:path";
import { createFrameworkReport } from "../assess/matrix/control-matrix.ts";
import { runMatrix } from "../assess/matrix/run-matrix.ts";
import { createServiceOf } from "../assess/service-of.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Framework, Library } from "../model/library.ts";
import { movesSheet, serviceModelSheet, typesSheet } from "../report/matrix/model-sheet.ts";
import { frameworkSheet, registerSheet, runSheet } from "../report/matrix/run-sheet.ts";
import { renderSheet } from "../report/matrix/sheet.ts";
import type { Sheet } from "../report/matrix/sheet.ts";
import { describeType } from "../responsibility/describe-type.ts";
import type { MatrixArguments } from "./arguments/arguments.ts";
import { misuse, unknownWords } from "./library/choose-rules.ts";
import type { Command, Io } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { readSavedRun } from "./judged/saved-run.ts";
import { layerStateOf } from "./judged/states-of.ts";
import { supposed } from "./suppose.ts";

/** Prints the responsibility matrix: of the model, for teaching, or of a saved run, with the state of each cell. */
export const run: Command<MatrixArguments> = async (given, io) => {
  const library = await openLibrary(io, given.rules);
  const args = typeAsRun(given, library);
  const sheet = args.run === undefined ? modelSheet(args, library) : await estateSheet(args.run, args, library, io);
  const page = { width: io.stdout.columns, ascii: io.stdout.ascii, style: io.stdout.style };
  await io.stdout.write(renderSheet(sheet, args.format, page));
  return 0;
};

/** Takes a type in place of the run as `--type`, since no run has such a name. */
function typeAsRun({ run: word, ...args }: MatrixArguments, { responsibility, fields }: Library): MatrixArguments {
  if (word === undefined) return args;
  const named = [...Object.keys(responsibility.types), ...Object.keys(fields)].some(
    (type) => type.toLowerCase() === word.toLowerCase(),
  );
  return named ? { ...args, type: [...args.type, word] } : { ...args, run: word };
}

function modelSheet(args: MatrixArguments, library: Library): Sheet {
  const { responsibility: model } = library;
  if (args.framework !== undefined || args.register)
    throw new DiagnosticError([
      misuse("--framework and --register need a run", "name what `demarc scan --save` wrote"),
    ]);
  const types = chosenTypes(args, library);
  if (args.suppose.length > 0) {
    const [type, ...others] = types;
    if (type === undefined || others.length > 0)
      throw new DiagnosticError([misuse("--if is about one type", "name it with --type")]);
    return movesSheet(supposed(type, args.suppose, library), model.sources);
  }
  if (types.length === 0) return serviceModelSheet(model.layers, model.sources);
  const described = types.map((type) => {
    const { layers, exceptions, classifiedAs } = describeType(model, type);
    return { type, classified: classifiedAs !== null, layers, exceptions };
  });
  return typesSheet(described, model.sources);
}

/** The chosen types as the library writes them, sorted; a word that names none is a mistake. */
function chosenTypes({ type: asked, service: served }: MatrixArguments, library: Library): string[] {
  const known = [...new Set([...Object.keys(library.responsibility.types), ...Object.keys(library.fields)])];
  const serviceOf = createServiceOf(library.providers);
  const services = new Map<string, string[]>();
  for (const [type, { provider }] of Object.entries(library.responsibility.types)) {
    const service = serviceOf(provider, type);
    services.set(service, [...(services.get(service) ?? []), type]);
  }
  const problems = [
    ...unknownWords(asked, () => known, "resource type", "--type"),
    ...unknownWords(served, () => [...services.keys()], "service", "--service"),
  ];
  if (problems.length > 0) throw new DiagnosticError(problems);
  const wanted = new Set(asked.map((type) => type.toLowerCase()));
  const named = known.filter((type) => wanted.has(type.toLowerCase()));
  const ofServices = served.flatMap((service) => services.get(service.toLowerCase()) ?? []);
  return [...new Set([...named, ...ofServices])].toSorted();
}

async function estateSheet(file: string, args: MatrixArguments, library: Library, io: Io): Promise<Sheet> {
  if (args.suppose.length > 0 || args.type.length > 0 || args.service.length > 0)
    throw new DiagnosticError([misuse("--type, --service and --if are about the model", "leave them out, or the run")]);
  const saved = await readSavedRun(resolve(io.cwd, file), file);
  const { requireEvidence } = args;
  if (args.framework === undefined && args.register)
    throw new DiagnosticError([misuse("--register needs --framework", "for PCI DSS 12.8.5: --framework pci-dss-4.0")]);
  if (args.framework !== undefined) {
    const report = createFrameworkReport(saved, { requireEvidence })(frameworkOf(args.framework, library));
    return args.register ? registerSheet(saved, report) : frameworkSheet(saved, report);
  }
  return runSheet(saved, args.by, runMatrix(saved, args.by, layerStateOf(library), { requireEvidence }));
}

/** @throws {DiagnosticError} if the library has none with that id. */
export function frameworkOf(id: string, { frameworks }: Pick<Library, "frameworks">): Framework {
  const found = frameworks.find((framework) => framework.id === id);
  if (found) return found;
  const known = frameworks.map((framework) => framework.id);
  const near = suggest(id, known);
  throw new DiagnosticError([
    misuse(`no framework "${id}"`, near === undefined ? `known here: ${known.join(", ")}` : `did you mean "${near}"?`),
  ]);
}
