import { answerTo } from "../ask.ts";
import type { Answer, AskOptions } from "../ask.ts";

export const OWN = "111122223333";
export const OTHER = "444455556666";
const words = (entries: Record<string, object>) => ({
  name: "",
  checked: "2026-11-01",
  source: "",
  words: entries as Record<string, Record<string, unknown>>,
});
export const tables = {
  "policy-condition-keys": words({
    "aws:PrincipalOrgID": { limits: true },
    "aws:PrincipalOrgPaths": { limits: true },
    "aws:PrincipalAccount": { limits: true },
    "aws:PrincipalArn": { limits: true },
    "aws:SourceAccount": { limits: true },
    "aws:SourceArn": { limits: true },
    "aws:SourceIp": { limits: true },
    "aws:SourceVpce": { limits: true },
    "aws:userid": { limits: true },
    "aws:PrincipalServiceName": { limits: true },
    "aws:PrincipalTag": { limits: false },
    "aws:SecureTransport": { limits: false },
    "aws:MultiFactorAuthPresent": { limits: false },
  }),
  "oidc-issuers": words({
    "token.actions.githubusercontent.com": { shared: true, claim: "sub", subject: "repo:owner/" },
    "accounts.google.com": { shared: true, claim: "aud" },
    "oidc.eks.amazonaws.com": { shared: false, claim: "sub", subject: "system:serviceaccount:" },
  }),
};

export type Statement = Record<string, unknown>;
export const allow = (more: Statement = {}): Statement => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::b/*",
  ...more,
});
export const deny = (more: Statement = {}): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  ...more,
});
export const policy = (...Statement: unknown[]) => ({ Version: "2012-10-17", Statement });
export const without = (key: string, statement: Statement): Statement =>
  Object.fromEntries(Object.entries(statement).filter(([name]) => name !== key));
export const when = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});

export function grants(to: string, document: unknown, more: object = {}, options: AskOptions = {}): Answer {
  const condition = { grants_none: { policy: "configuration.policy", to, ...more } };
  return answerTo(condition, { configuration: { policy: document, other: 1 } }, { tables, ...options });
}
