import { describe, expect, it } from "vitest";
import { demarc } from "./demarc.ts";

describe("matrix", () => {
  it("takes a resource type in place of a run", () => {
    const named = demarc(["matrix", "aws::lambda::function", "--if", "packageType=Image"]);
    expect(named).toMatchObject({ exit: 0, stderr: "" });
    expect(named.stdout).toBe(
      demarc(["matrix", "--type", "AWS::Lambda::Function", "--if", "packageType=Image"]).stdout,
    );
    expect(named.stdout).toContain("runtime");
  });

  it("takes any other word for a file", () => {
    const { exit, stderr } = demarc(["matrix", "AWS::Lambda::Functon"]);
    expect(exit).toBe(2);
    expect(stderr).toContain("it does not exist");
  });
});
