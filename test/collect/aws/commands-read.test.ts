import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const room = join(import.meta.dirname, "../../../src/collect");
const sources = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** Every name that the SDK gives to a command, wherever it stands in the room. */
const commands = new Set(
  sources.flatMap((file) =>
    [...readFileSync(join(room, file), "utf8").matchAll(/\b([A-Z]\w*)Command\b/g)].map(([, name]) => name!),
  ),
);

describe("what is called in a cloud", () => {
  it("is known", () => {
    expect([...commands].toSorted()).toEqual([
      "BatchGetResourceConfig",
      "DescribeConfigurationRecorderStatus",
      "DescribeConfigurationRecorders",
      "GetDiscoveredResourceCounts",
      "ListDiscoveredResources",
      "SelectResourceConfig",
    ]);
  });

  it.each([...commands])("%s only reads", (command) => {
    expect(command).toMatch(/^(Describe|List|Get|BatchGet|Select)[A-Z]/);
  });

  it.each(sources)("%s sends no command but those of clients.ts", (file) => {
    const loads = readFileSync(join(room, file), "utf8").includes('"@aws-sdk/');
    expect(loads).toBe(file.replaceAll("\\", "/") === "aws/clients.ts");
  });
});
