import { describe, expect, it } from "vitest";
import { type ColorLevel, decideColorLevel } from "../../src/cli/color.ts";

type Env = Record<string, string>;

describe("decideColorLevel", () => {
  const table: [flag: boolean, env: Env, isTerminal: boolean, level: ColorLevel][] = [
    [true, {}, true, 1],
    [true, {}, false, 0],
    [false, {}, true, 0],
    [false, { FORCE_COLOR: "3" }, true, 0],
    [true, { NO_COLOR: "1" }, true, 0],
    [true, { NO_COLOR: "0" }, true, 0],
    [true, { NO_COLOR: "" }, true, 1],
    [true, { NO_COLOR: "1", FORCE_COLOR: "1" }, true, 0],
    [true, { NO_COLOR: "", FORCE_COLOR: "1" }, false, 1],
    [true, { FORCE_COLOR: "" }, false, 1],
    [true, { FORCE_COLOR: "true" }, false, 1],
    [true, { FORCE_COLOR: "2" }, false, 2],
    [true, { FORCE_COLOR: "3" }, false, 3],
    [true, { FORCE_COLOR: "0" }, true, 0],
    [true, { FORCE_COLOR: "false" }, true, 0],
    [true, { FORCE_COLOR: "1", TERM: "dumb" }, false, 1],
    [true, { TERM: "dumb" }, true, 0],
    [true, { TERM: "xterm-256color" }, true, 1],
    [true, { TERM: "xterm-256color" }, false, 0],
  ];
  it.each(table)("flag %s, %j, terminal %s: level %i", (flag, env, isTerminal, level) => {
    expect(decideColorLevel({ flag, env, isTerminal })).toBe(level);
  });
});
