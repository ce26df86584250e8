import type { NeededActions } from "../collect/aws/actions.ts";
import type { IamRole, IamStatement, IamTrust, OrganizationRoles } from "../report/permissions/iam.ts";
import { ORGANIZATION_PARTS, PART_HEADS } from "../report/permissions/iam.ts";
import type { AwsPermissionsArguments, OrganizationChoice, PipelineChoice } from "./arguments/permissions-arguments.ts";
import { chooseRules } from "./library/choose-rules.ts";
import type { Command } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { neededTypes } from "./sources/needed-types.ts";
import { writeParts } from "./written/write-parts.ts";
import type { Part } from "./written/write-parts.ts";

/** The least that demarc must be allowed on AWS, so that the rules chosen can be judged. Nothing is called. */
export const run: Command<AwsPermissionsArguments> = async (args, io) => {
  const library = await openLibrary(io, args.rules);
  const rules = chooseRules(library.rules, args);
  const { types, notInInventory, paths } = neededTypes(rules, library, "aws");
  const { neededActions } = await import("../collect/aws/actions.ts");
  const aggregated = args.aggregator && args.organization !== undefined;
  const { source, witness } = args;
  const { fields } = library;
  const needed = neededActions({ types, notInConfig: notInInventory, paths, fields, aggregated, source, witness });
  const texts = args.organization
    ? await organizationTexts(args, await rolesOf(args.organization, needed))
    : [{ name: "policy", text: await policyText(args, await readStatements(needed.account)) }];
  await writeParts(
    texts.map((part) => ({ ...part, name: `${part.name}.${ENDINGS[args.format]}` })),
    args.output,
    io,
  );
  return 0;
};

const ENDINGS = { json: "json", terraform: "tf", cloudformation: "yaml" } as const;
const POLICY_NAME = "demarc-read";

async function policyText({ format, partition }: AwsPermissionsArguments, statements: IamStatement[]): Promise<string> {
  if (format === "json") return (await import("../report/permissions/iam-json.ts")).policyJson(statements, partition);
  if (format === "terraform")
    return (await import("../report/permissions/terraform.ts")).policyModule(POLICY_NAME, statements);
  return (await import("../report/permissions/cloudformation.ts")).policyTemplate(POLICY_NAME, statements);
}

async function organizationTexts(
  { format, partition, organization }: AwsPermissionsArguments,
  roles: OrganizationRoles,
): Promise<Part[]> {
  const parts = organization?.part === undefined ? ORGANIZATION_PARTS : [organization.part];
  if (format === "json") {
    const { organizationJson } = await import("../report/permissions/iam-json.ts");
    return [{ name: organization?.part ?? "organization", text: organizationJson(parts, roles, partition) }];
  }
  const { organizationModule } = await import("../report/permissions/terraform.ts");
  const { organizationTemplate } = await import("../report/permissions/cloudformation.ts");
  const render = format === "terraform" ? organizationModule : organizationTemplate;
  return parts.map((part) => ({ name: part, head: PART_HEADS[part], text: render(part, roles) }));
}

/** What is a read, what is narrowed and what is none each stand apart, so that a reviewer sees them. */
async function readStatements(actions: readonly string[]): Promise<IamStatement[]> {
  const { NARROWED, STARTS_A_REPORT } = await import("../collect/aws/actions.ts");
  const plain = actions.filter((action) => action !== STARTS_A_REPORT && !Object.hasOwn(NARROWED, action));
  return [
    ...(plain.length > 0 ? [{ sid: "Read", actions: plain }] : []),
    ...Object.entries(NARROWED).flatMap(([action, resources]) =>
      actions.includes(action) ? [{ sid: "ReadParts", actions: [action], resources }] : [],
    ),
    ...(actions.includes(STARTS_A_REPORT) ? [{ sid: "StartCredentialReport", actions: [STARTS_A_REPORT] }] : []),
  ];
}

async function rolesOf(choice: OrganizationChoice, needed: NeededActions): Promise<OrganizationRoles> {
  const { ASSUME_ROLE, organizationActions } = await import("../collect/aws/actions.ts");
  const { hubAccount, hubRole, memberRole, externalId, units, pipelines } = choice;
  const listing: IamStatement = { sid: "ListAccounts", actions: organizationActions(units.length > 0) };
  const assume: IamStatement = {
    sid: "AssumeMembers",
    actions: [ASSUME_ROLE],
    resources: [`iam::*:role/${memberRole}`],
    condition: { StringEquals: { "aws:ResourceOrgID": "${aws:PrincipalOrgID}" } },
  };
  const aggregator = needed.aggregator.length > 0 ? [{ sid: "ReadAggregator", actions: needed.aggregator }] : [];
  const member: IamRole = {
    name: memberRole,
    about: "demarc reads this account with it",
    trust: [trustInHub(hubAccount, hubRole, externalId)],
    statements: await readStatements(needed.account),
  };
  const hub: IamRole = {
    name: hubRole,
    about: "demarc runs as it, and assumes the role of every account",
    trust: pipelines.map((pipeline) => trustInPipeline(hubAccount, pipeline)),
    statements: [assume, listing, ...aggregator],
  };
  return { hub, hubAccount, member, listing, units };
}

/** The hub's role may be made later, or anew: its name is asked for and not its id. */
function trustInHub(account: string, role: string, externalId: string | undefined): IamTrust {
  return {
    sid: "Hub",
    principal: { account },
    condition: {
      ArnLike: { "aws:PrincipalArn": `arn:*:iam::${account}:role/${role}` },
      ...(externalId !== undefined && { StringEquals: { "sts:ExternalId": externalId } }),
    },
  };
}

function trustInPipeline(account: string, { kind, host, audience, subjects }: PipelineChoice): IamTrust {
  const like = subjects.some((subject) => /[*?]/.test(subject));
  return {
    sid: kind,
    principal: { account, oidc: { host, name: kind, audience } },
    condition: {
      StringEquals: { [`${host}:aud`]: audience, ...(like ? {} : { [`${host}:sub`]: subjects }) },
      ...(like && { StringLike: { [`${host}:sub`]: subjects } }),
    },
  };
}
