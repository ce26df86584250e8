/** What a policy of AWS allows. ARNs stand without `arn:PARTITION:`; each format says the partition in its own way. */
export interface IamStatement {
  readonly sid: string;
  readonly actions: readonly string[];
  /** Missing: everything. */
  readonly resources?: readonly string[];
  readonly condition?: IamCondition;
}

export type IamCondition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Who may take a role. */
export interface IamTrust {
  readonly sid: string;
  readonly principal: { readonly account: string } | { readonly oidc: OidcProvider; readonly account: string };
  readonly condition: IamCondition;
}

/** Who signs the tokens of pipelines. */
export interface OidcProvider {
  /** `token.actions.githubusercontent.com` */
  readonly host: string;
  /** A word for it: `Github`. */
  readonly name: string;
  readonly audience: string;
}

export interface IamRole {
  readonly name: string;
  readonly about: string;
  readonly trust: readonly IamTrust[];
  readonly statements: readonly IamStatement[];
}

/** Writes an ARN with its partition, as the format at hand does. */
export type ArnOf = (rest: string) => unknown;

const VERSION = "2012-10-17";

export function policyDocument(statements: readonly IamStatement[], arn: ArnOf): object {
  return {
    Version: VERSION,
    Statement: statements.map(({ sid, actions, resources, condition }) => ({
      Sid: sid,
      Effect: "Allow",
      Action: actions,
      Resource: resources === undefined ? "*" : resources.map(arn),
      ...(condition && { Condition: condition }),
    })),
  };
}

/** The same, for a policy attached to a resource, which names who is allowed. */
export function resourcePolicyDocument(account: string, statements: readonly IamStatement[], arn: ArnOf): object {
  return {
    Version: VERSION,
    Statement: statements.map(({ sid, actions }) => ({
      Sid: sid,
      Effect: "Allow",
      Principal: { AWS: arn(`iam::${account}:root`) },
      Action: actions,
      Resource: "*",
    })),
  };
}

export function trustDocument(trust: readonly IamTrust[], arn: ArnOf): object {
  return {
    Version: VERSION,
    Statement: trust.map(({ sid, principal, condition }) => ({
      Sid: sid,
      Effect: "Allow",
      ...("oidc" in principal
        ? {
            Principal: { Federated: arn(`iam::${principal.account}:oidc-provider/${principal.oidc.host}`) },
            Action: "sts:AssumeRoleWithWebIdentity",
          }
        : { Principal: { AWS: arn(`iam::${principal.account}:root`) }, Action: "sts:AssumeRole" }),
      Condition: condition,
    })),
  };
}

export function providersOf({ trust }: IamRole): OidcProvider[] {
  return trust.flatMap(({ principal }) => ("oidc" in principal ? [principal.oidc] : []));
}

/** What an organization needs, part by part. */
export interface OrganizationRoles {
  /** Of the account that pipelines run as. */
  readonly hub: IamRole;
  readonly hubAccount: string;
  /** The same in every account. */
  readonly member: IamRole;
  /** What the hub may ask of AWS Organizations. */
  readonly listing: IamStatement;
  /** Ids of the units, or of the root, whose accounts get the role; empty: to be said where it is rolled out. */
  readonly units: readonly string[];
}

export type OrganizationPart = (typeof ORGANIZATION_PARTS)[number];
export const ORGANIZATION_PARTS = ["hub", "member", "management"] as const;

/** What each part is for, in one line. */
export const PART_HEADS: Readonly<Record<OrganizationPart, string>> = {
  hub: "roll out in the account that pipelines run as",
  member: "the role of every account; management rolls it out as a stack set",
  management: "roll out in the management account, which no stack set reaches",
};
