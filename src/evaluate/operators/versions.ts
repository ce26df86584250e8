import { kindOf } from "../language/place.ts";
import { truthOf } from "../language/truth.ts";
import { asVersion, compareVersions } from "../language/values.ts";
import type { Operator } from "./operator.ts";

export const versionAtLeast: Operator = {
  operand: "version",
  takes: ["text", "number"],
  wanted: (operand) => `version ${String(operand)} or newer`,
  prepare: (operand) => {
    const limit = asVersion(operand)!;
    return (value) => {
      const version = asVersion(value);
      if (!version) return { wrong: `${kindOf(value)} that is not a version` };
      return truthOf(compareVersions(version, limit) >= 0);
    };
  },
};
