import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import { respell } from "./spelling.ts";

/**
 * What S3 says about a bucket, as AWS Config writes it: in its own terms, not those of the API. Measured on real items.
 * Undefined if the answer does not fit the question.
 */

export function aclOf(answer: JsonObject): JsonObject | undefined {
  const grants = own(answer, "Grants");
  if (!Array.isArray(grants)) return undefined;
  return {
    grantSet: null,
    grantList: grants.map((grant) => ({
      grantee: granteeOf(own(grant, "Grantee")),
      permission: permissionOf(ownText(grant, "Permission")),
    })),
    owner: { id: own(own(answer, "Owner"), "ID") ?? null },
  };
}

/** A group of S3's own, such as `http://acs.amazonaws.com/groups/global/AllUsers`, is named by its last word. */
function granteeOf(grantee: unknown): unknown {
  const group = ownText(grantee, "URI");
  if (group !== undefined) return group.slice(group.lastIndexOf("/") + 1);
  return { id: own(grantee, "ID") ?? null };
}

/** `FULL_CONTROL` as `FullControl`. */
function permissionOf(permission = ""): string {
  const words = permission.toLowerCase().split("_");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

export function loggingOf(answer: JsonObject): JsonObject {
  const enabled = own(answer, "LoggingEnabled");
  return {
    destinationBucketName: own(enabled, "TargetBucket") ?? null,
    logFilePrefix: own(enabled, "TargetPrefix") ?? null,
  };
}

/** For a bucket that never had versioning, the answer is empty. */
export function versioningOf(answer: JsonObject): JsonObject {
  const mfaDelete = ownText(answer, "MFADelete");
  return {
    status: own(answer, "Status") ?? "Off",
    isMfaDeleteEnabled: mfaDelete === undefined ? null : mfaDelete === "Enabled",
  };
}

export function publicAccessBlockOf(block: unknown): JsonObject | undefined {
  return isObject(block) ? respell(block, { dialect: "lower" }) : undefined;
}

export function encryptionOf(answer: JsonObject): JsonObject | undefined {
  const rules = own(own(answer, "ServerSideEncryptionConfiguration"), "Rules");
  if (!Array.isArray(rules)) return undefined;
  return {
    rules: rules.map((rule) => {
      const standard = own(rule, "ApplyServerSideEncryptionByDefault");
      return {
        applyServerSideEncryptionByDefault: isObject(standard)
          ? {
              sseAlgorithm: own(standard, "SSEAlgorithm") ?? null,
              kmsMasterKeyID: own(standard, "KMSMasterKeyID") ?? null,
            }
          : null,
        bucketKeyEnabled: own(rule, "BucketKeyEnabled") ?? false,
      };
    }),
  };
}

export function lifecycleOf(answer: JsonObject): JsonObject | undefined {
  const rules = own(answer, "Rules");
  if (!Array.isArray(rules)) return undefined;
  return {
    rules: rules.map((rule) => ({
      id: own(rule, "ID") ?? null,
      status: own(rule, "Status") ?? null,
      expirationInDays: own(own(rule, "Expiration"), "Days") ?? null,
    })),
  };
}
