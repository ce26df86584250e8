import type { Library } from "../../../src/model/library.ts";
import type { Rule } from "../../../src/model/rule.ts";

/** As much of a library as owners look at: two roles, two providers, one rule. */
export const LIBRARY: Pick<Library, "roles" | "providers" | "rules"> = {
  roles: {
    customer_roles: {
      "platform-team": { often_called: "IT", owns_layers: ["os"] },
      "data-owner": { often_called: "the business", owns_layers: ["data"] },
    },
    external_parties: [],
    mcsb_roles: { source: "mcsb", roles: {}, controls: {} },
  },
  providers: {
    aws: { case: "sensitive", type_service: "^AWS::(?<service>[^:]+)::" },
    azure: {
      case: "insensitive",
      id_scope: "^/subscriptions/(?<account>[^/]+)(?:/resourcegroups/(?<group>[^/]+))?",
      type_service: "^microsoft\\.(?<service>[^/]+)/",
    },
  },
  rules: [
    {
      id: "aws-s3-bucket-kept",
      title: "Bucket keeps",
      failure_title: "Bucket forgets",
      status: "stable",
      severity: "medium",
      layer: "data",
      responsibility: "customer",
      resource: ["AWS::S3::Bucket"],
      question: "Does it?",
      why: "Because.",
      controls: {},
      references: [],
      aliases: ["aws-s3-bucket-keeps"],
      params: {
        days: { type: "days", default: 30, min: 1, max: 365, stricter: "higher", about: "days" },
        words: { type: "list", default: ["a"], about: "words" },
      },
      file: "x.yaml",
    } satisfies Rule,
  ],
};
