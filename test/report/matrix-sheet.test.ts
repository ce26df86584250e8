import { describe, expect, it } from "vitest";
import type { LayerFacts } from "../../src/model/responsibility.ts";
import { LAYERS, SERVICE_MODELS } from "../../src/model/words.ts";
import { serviceModelSheet, typesSheet } from "../../src/report/matrix/model-sheet.ts";
import type { ModelledType } from "../../src/report/matrix/model-sheet.ts";
import { renderSheet, type Sheet } from "../../src/report/matrix/sheet.ts";
import { PLAIN } from "../../src/report/style.ts";

const WIDE: Sheet = {
  title: "Who answers",
  about: [],
  columns: ["layer", "AWS::EC2::Instance", "AWS::Lambda::Function", "remark"],
  rows: [
    ["os", "customer", "provider.", ""],
    ["data", "customer", "customer", "often forgotten."],
    ["facility", "", "", ""],
  ],
  notes: [],
  data: {},
};

function text(sheet: Sheet, width: number): string[] {
  return renderSheet(sheet, "text", { width, ascii: false, style: PLAIN }).split("\n").slice(2);
}

describe("a table that does not fit", () => {
  it("says of every cell in which column it stands", () => {
    expect(text(WIDE, 60)).toEqual([
      "os",
      "    AWS::EC2::Instance customer; AWS::Lambda::Function",
      "    provider",
      "data",
      "    AWS::EC2::Instance customer; AWS::Lambda::Function",
      "    customer; remark often forgotten",
      "facility",
      "",
    ]);
  });

  it("has what is said of several parts of a thing once", () => {
    const rows = [
      ["aws s3", "os", "provider", "none"],
      ["aws s3", "data", "customer", "none"],
      ["aws s3", "facility", "provider", "none"],
    ];
    const sheet: Sheet = { ...WIDE, columns: ["service", "layer", "state", "remark"], rows, isInParts: true };
    expect(text(sheet, 30)).toEqual([
      "aws s3",
      "    os, facility: state",
      "    provider; remark none",
      "    data: state customer;",
      "    remark none",
      "",
    ]);
  });
});

describe("a table without rows", () => {
  it.each(["text", "markdown", "html"] as const)("has no head either, in %s", (format) => {
    const empty = renderSheet({ ...WIDE, rows: [] }, format, { width: 80, ascii: false, style: PLAIN });
    expect(empty).not.toContain("remark");
  });
});

describe("the notes of a table", () => {
  it("name no place of a source that has none", () => {
    const sources = {
      own: { what: "Derived by us", where: "-", read: "2026-11-21" },
      page: { what: "A page", where: "https://example.org", read: "2026-11-21" },
    };
    const parties = Object.fromEntries(SERVICE_MODELS.map((model) => [model, "shared"]));
    const facts = (source: string): LayerFacts =>
      ({ id: "os", party_by_model: parties, source }) as unknown as LayerFacts;
    expect(serviceModelSheet([facts("own"), facts("page")], sources).notes).toEqual([
      "source own: Derived by us",
      "source page: A page; https://example.org",
    ]);
  });

  it("keep the parts of a condition apart", () => {
    const when = {
      all: [
        { path: "configuration.a", equals: "x" },
        { path: "configuration.b", equals: "y" },
      ],
    };
    const exceptions = [{ id: "moved", when, set: { os: "provider" }, why: "because", sources: [] }];
    const layers = Object.fromEntries(
      LAYERS.map((layer) => [layer, { state: "customer", decided_by: { sources: [] } }]),
    );
    const type = { type: "AWS::X::Y", classified: true, layers, exceptions } as unknown as ModelledType;
    expect(typesSheet([type], {}).notes).toEqual([
      "AWS::X::Y, moved moves os to provider where all of: configuration.a equals x; configuration.b equals y: because",
    ]);
  });
});
