import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import type { Run } from "../../src/model/run.ts";
import { renderGitlab } from "../../src/report/gitlab.ts";
import { LARGE } from "./sample-run.ts";
import { RUNS, FORMATS } from "./records-of.ts";

const SCHEMAS = join(import.meta.dirname, "../../../shared/schemas");
const hasSchemas = existsSync(SCHEMAS);
if (!hasSchemas) console.warn("the official schemas are not beside the repository: formats are not held against them");

describe.runIf(hasSchemas)("the official schema", () => {
  const addFormats = addFormatsModule.default;
  const compile = (path: string, Kind: typeof Ajv | typeof Ajv2020 = Ajv): ReturnType<Ajv["compile"]> => {
    const ajv = new Kind({ strict: false, allErrors: true });
    addFormats(ajv);
    return ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, path), "utf8")) as object);
  };
  const sarif = hasSchemas ? compile("sarif/sarif-2.1.0.draft07.json") : undefined;
  const gitlab = hasSchemas ? compile("gitlab/codequality.schema.json", Ajv2020) : undefined;

  it.each([...RUNS, ["large", LARGE] as [string, Run]])("takes the %s run", (_name, run) => {
    sarif!(JSON.parse(FORMATS["sarif.json"]!(run)));
    expect(sarif!.errors).toBeNull();
    gitlab!(JSON.parse(renderGitlab(run)));
    expect(gitlab!.errors).toBeNull();
    const schema = XmlDocument.fromString(readFileSync(join(SCHEMAS, "junit/jenkins-junit-10.xsd"), "utf8"));
    const validator = XsdValidator.fromDoc(schema);
    const document = XmlDocument.fromString(FORMATS["junit.xml"]!(run));
    expect(() => validator.validate(document)).not.toThrow();
    document.dispose();
    const broken = XmlDocument.fromString('<testsuites><testsuite name="x"/></testsuites>');
    expect(() => validator.validate(broken)).toThrow();
    for (const one of [broken, validator, schema]) one.dispose();
  });
});
