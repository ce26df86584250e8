import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign, noneOn } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType } from "./direct-type.ts";
import { described, textIn } from "./listing.ts";
import { respell } from "./spelling.ts";
import { KEY_TAGS } from "./tags.ts";

const KEYS: Call = { service: "kms", operation: "ListKeys" };
const KEY: Call = { service: "kms", operation: "DescribeKey" };
const ALIASES: Call = { service: "kms", operation: "ListAliases" };
const NEXT = ["Marker", "NextMarker"] as const;

export const KMS_TYPES: readonly DirectType[] = [
  { type: "AWS::KMS::Alias", call: actionOf(ALIASES), list: aliases },
  {
    type: "AWS::KMS::Key",
    call: actionOf(KEY),
    list: (aws) =>
      described(
        aws,
        KEYS,
        { elements: "Keys", token: NEXT },
        {
          named: (key) => {
            const id = textIn(key, "KeyId", KEYS);
            return { arn: textIn(key, "KeyArn", KEYS), resourceId: id, name: id };
          },
          describe: (key) => describe(aws, key),
        },
      ),
    parts: [
      KEY_TAGS,
      { path: "supplementaryConfiguration.KeyRotationStatus", read: rotates },
      {
        path: "supplementaryConfiguration.Policy",
        read: async (aws, { resourceId }) =>
          ownText(await aws.ask("kms", "GetKeyPolicy", { KeyId: resourceId, PolicyName: "default" }), "Policy"),
      },
    ],
  },
];

async function describe(aws: Aws, key: unknown): Promise<DirectResource> {
  const answer = await aws.ask(KEY.service, KEY.operation, { KeyId: textIn(key, "KeyId", KEYS) });
  const metadata = own(answer, "KeyMetadata");
  if (!isObject(metadata)) throw foreign(KEY.service, KEY.operation, "the answer is of no key");
  const id = textIn(metadata, "KeyId", KEY);
  return {
    arn: textIn(metadata, "Arn", KEY),
    resourceId: id,
    name: id,
    configuration: respell(metadata, { dialect: "acronym" }),
  };
}

/** Whether the key rotates; false for a kind of key that KMS cannot rotate. */
async function rotates(aws: Aws, { resourceId }: DirectResource): Promise<unknown> {
  const asked = aws.ask("kms", "GetKeyRotationStatus", { KeyId: resourceId });
  const answer = await noneOn(["UnsupportedOperationException"], asked);
  return answer === null ? false : own(answer, "KeyRotationEnabled");
}

/** AWS Config has no item for an alias that AWS reserved and that does not point at a key yet. */
async function* aliases(aws: Aws): AsyncGenerator<DirectResource[]> {
  for await (const page of aws.pages(ALIASES.service, ALIASES.operation, { elements: "Aliases", token: NEXT }))
    yield page
      .filter((alias) => ownText(alias, "TargetKeyId") !== undefined)
      .map((alias) => {
        const name = textIn(alias, "AliasName", ALIASES);
        const configuration = { AliasName: name, TargetKeyId: own(alias, "TargetKeyId") };
        return { arn: textIn(alias, "AliasArn", ALIASES), resourceId: name, name, tags: [], configuration };
      });
}
