import { describe, expect, it } from "vitest";
import { ACCOUNT, entriesOf, item, OTHER_ACCOUNT, resources } from "./entries-of.ts";

const json = JSON.stringify;
const volume = item();

describe("readSource keeps the latest", () => {
  const role = (changes: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    item({
      resourceType: "AWS::IAM::Role",
      resourceId: "AROA1",
      resourceName: "r",
      ARN: `arn:aws:iam::${ACCOUNT}:role/r`,
      awsRegion: "global",
      ...changes,
    });
  const older = role({ configurationItemCaptureTime: "2026-11-01T00:00:00.000Z", configuration: { path: "/old/" } });
  const newer = role({ configurationItemCaptureTime: "2026-11-02T00:00:00.000Z", configuration: { path: "/new/" } });

  it.each([[[older, newer]], [[newer, older]], [[newer, newer, older]]])(
    "of a global resource that several regions record",
    async (items) => {
      const entries = await entriesOf(items.map((one) => json(one)).join("\n"));
      expect(resources(entries).map((one) => one["configuration"])).toEqual([{ path: "/new/" }]);
      expect(entries).toContainEqual({ skipped: { reason: "duplicate", count: items.length - 1 } });
    },
  );

  it("but not across accounts", async () => {
    const elsewhere = role({ awsAccountId: OTHER_ACCOUNT, ARN: `arn:aws:iam::${OTHER_ACCOUNT}:role/r` });
    expect(resources(await entriesOf(`${json(older)}\n${json(elsewhere)}\n`))).toHaveLength(2);
  });

  it("of a history, where the last word may be that it is gone", async () => {
    const gone = item({
      configurationItemCaptureTime: "2026-11-21T00:00:00.000Z",
      configurationItemStatus: "ResourceDeleted",
    });
    expect(await entriesOf(json({ configurationItems: [volume, gone] }))).toEqual([
      { skipped: { reason: "deleted", count: 1 } },
      { skipped: { reason: "duplicate", count: 1 } },
    ]);
    expect(
      resources(
        await entriesOf(
          json({ configurationItems: [gone, item({ configurationItemCaptureTime: "2026-11-22T00:00:00.000Z" })] }),
        ),
      ),
    ).toHaveLength(1);
  });
});
