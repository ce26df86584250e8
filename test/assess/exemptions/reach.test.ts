import { describe, expect, it } from "vitest";
import { createPlaceOf } from "../../../src/assess/exemptions/reach.ts";
import { library } from "../../shipped.ts";

const placeOf = createPlaceOf(library);

describe("where an entry speaks of", () => {
  it.each([
    ["aws-s3-bucket-tls-only", "arn:aws:s3:::one", { providers: ["aws"] }],
    [
      "aws-ec2-volume-encrypted",
      "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1",
      { providers: ["aws"], account: "111122223333", region: "eu-west-1" },
    ],
    ["aws-ec2-volume-encrypted", "arn:aws:ec2:eu-west-1:111122223333:volume/*", { providers: ["aws"] }],
    [
      "azure-storage-no-anonymous-blob-access",
      "/SUBSCRIPTIONS/3F2B/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/one",
      { providers: ["azure"], account: "3F2B" },
    ],
    ["org-people-trained", "organization", { providers: [] }],
    ["no-such-rule", "one", { providers: [] }],
    [null, "one", { providers: [] }],
  ])("is told of %s on %s", (rule, id, place) => {
    expect(placeOf({ rule, match: { id } })).toEqual(place);
  });
});
