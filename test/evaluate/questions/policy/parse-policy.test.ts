import { expect, it } from "vitest";
import { parsePolicy } from "../../../../src/evaluate/questions/policy/parse-policy.ts";

/** As an identity has it: it says nothing of whom. */
const policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
};

it("reads one policy for each thing that it may be attached to, however often it was read for others", () => {
  expect(parsePolicy(policy, "to either")).toMatchObject({ statements: [{ effect: "allow", principals: null }] });
  expect(parsePolicy(policy, "to a thing")).toEqual({ unreadable: "a statement without a principal" });
  expect(parsePolicy(policy, "to either")).not.toHaveProperty("unreadable");
});
