import { describe, expect, it } from "vitest";
import { checkOwner } from "../../../src/commands/given/check-owner.ts";
import { DiagnosticError } from "../../../src/diagnostics/diagnostic.ts";

const KNOWN = {
  parties: [
    { id: "pay", kind: "team" },
    { id: "net", kind: "team" },
  ],
  units: [{ accountable: "boss" }, {}],
} as const;

function said(choice: Parameters<typeof checkOwner>[0], known: Parameters<typeof checkOwner>[1] = KNOWN): string[] {
  try {
    checkOwner(choice, known, "say who owns what");
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ message, help }) => `${message}: ${help}`);
  }
}

describe("the owners that a choice names", () => {
  it.each([["pay"], ["boss"], ["unassigned"], [undefined]])("may be %s", (owner) => {
    expect(said(owner === undefined ? {} : { owner })).toEqual([]);
  });

  it("are all said, if nobody knows them", () => {
    expect(said({ owner: "pya", ownerFailOn: [{ owner: "sea", failOn: "high" }] })).toEqual([
      'no party "pya" for --owner: did you mean "pay"?',
      'no party "sea" for --owner-fail-on: known here: pay, net, boss, unassigned',
    ]);
  });

  it("need a file that says who owns what", () => {
    expect(said({ owner: "unassigned" }, { parties: [], units: [] })).toEqual([
      "--owner needs owners: say who owns what",
    ]);
  });
});
