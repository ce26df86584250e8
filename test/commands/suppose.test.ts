import { describe, expect, it } from "vitest";
import { supposed } from "../../src/commands/suppose.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { library } from "../shipped.ts";

const SERVICE = "AWS::ECS::Service";

function answered(...words: string[]): string {
  try {
    return supposed(SERVICE, words, library).suppose.join(" and ");
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ message, help }) => `${message}\n${help}`).join("\n");
  }
}

describe("what is supposed of a type", () => {
  it("is a word that its field may hold", () => {
    expect(answered("launchType=FARGATE")).toBe("configuration.LaunchType=FARGATE");
    expect(answered("launchType=fargate")).toContain(
      'configuration.LaunchType of AWS::ECS::Service is not known to be "fargate"',
    );
    expect(answered("launchType=FARGAET")).toContain('did you mean "FARGATE"?');
  });

  it("is one value a field", () => {
    expect(answered("launchType=EC2", "configuration.LaunchType=FARGATE")).toContain("given twice");
  });
});
