import { own } from "../../../inventory/json-text.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectType } from "./direct-type.ts";
import { listed, textIn } from "./listing.ts";
import { without } from "./spelling.ts";

const SECRETS: Call = { service: "secrets-manager", operation: "ListSecrets" };

export const SECRET_TYPES: readonly DirectType[] = [
  {
    type: "AWS::SecretsManager::Secret",
    call: actionOf(SECRETS),
    list: (aws) =>
      listed(aws, SECRETS, { elements: "SecretList", token: ["NextToken", "NextToken"] }, (secret) => {
        const arn = textIn(secret, "ARN", SECRETS);
        return {
          arn,
          resourceId: arn,
          name: textIn(secret, "Name", SECRETS),
          tags: own(secret, "Tags") ?? [],
          configuration: {
            ...without(secret, "Tags", "KmsKeyId", "SecretVersionsToStages"),
            // Documented: null if rotation was never set up.
            RotationEnabled: own(secret, "RotationEnabled") ?? false,
            ...(own(secret, "KmsKeyId") !== undefined && { KMSKeyId: own(secret, "KmsKeyId") }),
          },
        };
      }),
  },
];
