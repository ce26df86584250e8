import { describe, expect, it } from "vitest";
import { createToldSpots } from "../../../src/evaluate/related/told-spots.ts";
import type { BlindSpot } from "../../../src/model/resource.ts";

function spot(message: string, place: Pick<BlindSpot, "provider" | "account">): BlindSpot {
  return { ...place, types: ["*"], reason: "access_denied", message };
}

describe("blind spots over an account", () => {
  const spots = createToldSpots();
  const told = [
    spot("own", { provider: "test", account: "1" }),
    spot("another's", { provider: "test", account: "2" }),
    spot("everybody's", { provider: "test" }),
    spot("own again", { provider: "test", account: "1" }),
    spot("another cloud's", { provider: "other" }),
    spot("another cloud's of that number", { provider: "other", account: "1" }),
  ];
  for (const one of told) spots.add(one);
  const over = (provider: string, account: string): string[] =>
    spots.over({ provider, account }).map(({ message }) => message);

  it("are its own and those of all accounts, in the order in which they were told", () => {
    expect(over("test", "1")).toEqual(["own", "everybody's", "own again"]);
    expect(over("other", "1")).toEqual(["another cloud's", "another cloud's of that number"]);
  });

  it("are those of all accounts where it has none of its own", () => {
    expect(over("test", "3")).toEqual(["everybody's"]);
    expect(over("nobody", "1")).toEqual([]);
  });

  it("are not taken out of all that were told", () => {
    expect(spots.all()).toEqual(told);
  });
});
