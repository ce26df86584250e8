import { describe, expect, it } from "vitest";
import { lazily } from "../../src/rules/lazily.ts";

interface Thing {
  readonly id: string;
  readonly long: string;
  readonly longer: string;
}

function thing(): { readonly made: Thing; readonly asked: string[] } {
  const asked: string[] = [];
  const made = lazily<Thing>(["long", "id", "longer"], { id: "a" }, (key) => {
    asked.push(key);
    return { long: "b", longer: "c" };
  });
  return { made, asked };
}

describe("an object that is made lazily", () => {
  it("loads nothing for what is known", () => {
    const { made, asked } = thing();
    expect(made.id).toBe("a");
    expect(Object.keys(made)).toEqual(["long", "id", "longer"]);
    expect(asked).toEqual([]);
  });

  it("loads once what comes together", () => {
    const { made, asked } = thing();
    expect([made.longer, made.long, made.longer]).toEqual(["c", "b", "c"]);
    expect(asked).toEqual(["longer"]);
  });

  it("is read, spread and written like any other", () => {
    expect({ ...thing().made }).toEqual({ long: "b", id: "a", longer: "c" });
    expect(JSON.stringify(thing().made)).toBe('{"long":"b","id":"a","longer":"c"}');
  });

  it("takes a key that is a word of the language for what it is", () => {
    const made = lazily<Record<string, number>>(["__proto__"], {}, () => Object.fromEntries([["__proto__", 1]]));
    expect(Object.entries(made)).toEqual([["__proto__", 1]]);
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  });
});
