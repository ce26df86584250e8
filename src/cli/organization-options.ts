import { type Command, InvalidArgumentError, Option } from "commander";
import type { OrganizationChoice, PipelineChoice } from "../commands/arguments/permissions-arguments.ts";
import { ORGANIZATION_PARTS, type OrganizationPart } from "../report/permissions/iam.ts";
import { unit } from "./aws-options.ts";
import { anyText, awsAccount, oneOf, repeated } from "./option-values.ts";

export interface OrganizationValues {
  readonly organization?: true;
  readonly part?: OrganizationPart;
  readonly hubAccount?: string;
  readonly hubRole?: string;
  readonly memberRole?: string;
  readonly externalId?: string;
  readonly ou?: readonly string[];
  readonly github?: readonly string[];
  readonly gitlab?: readonly string[];
  readonly gitlabHost?: string;
}

/** Adds the options for who reads the accounts of an AWS organization, and which pipelines may do so. */
export function addOrganizationOptions(command: Command): Command {
  const add = <Value>(flags: string, description: string, parse: (text: string, before?: Value) => Value): Command =>
    command.addOption(new Option(flags, description).argParser<Value>(parse));
  command.optionsGroup("For an organization:");
  command.addOption(new Option("--organization", "the roles of an organization instead of one policy"));
  add("--part <name>", `only one: ${ORGANIZATION_PARTS.join(", ")}`, oneOf(ORGANIZATION_PARTS));
  add("--hub-account <account>", "the account that pipelines run as", awsAccount);
  add("--github <subject>", "repo:OWNER/REPOSITORY:…, may take the hub's role; repeatable", repeated(githubSubject));
  add("--gitlab <subject>", "project_path:GROUP/PROJECT:…, the same for GitLab; repeatable", repeated(gitlabSubject));
  add("--gitlab-host <host>", "host of your own GitLab (default: gitlab.com)", host);
  add("--hub-role <name>", "name of the hub's role (default: demarc-hub)", roleName);
  add("--member-role <name>", "name of the role in every account (default: demarc-read)", roleName);
  add("--external-id <id>", "external id that the role of every account requires", anyText);
  add("--ou <id>", "only accounts below this unit; repeatable", repeated(unit));
  return command;
}

/** Returns the choice. Ends with a usage error if nobody could assume the hub's role, or if options need an organization. */
export function organizationChoice(values: OrganizationValues, command: Command): OrganizationChoice | undefined {
  const { organization, part, hubAccount, hubRole = "demarc-hub", memberRole = "demarc-read", externalId } = values;
  const { ou = [], github = [], gitlab = [], gitlabHost = "gitlab.com" } = values;
  if (organization === undefined) {
    if (FOR_AN_ORGANIZATION.some((name) => values[name] !== undefined))
      command.error("error: these options are for --organization, which was not given");
    return undefined;
  }
  const pipelines: PipelineChoice[] = [
    { kind: "Github" as const, host: GITHUB, audience: "sts.amazonaws.com", subjects: github },
    { kind: "Gitlab" as const, host: gitlabHost, audience: `https://${gitlabHost}`, subjects: gitlab },
  ].filter(({ subjects }) => subjects.length > 0);
  if (hubAccount === undefined || pipelines.length === 0)
    return command.error("error: say --hub-account, and with --github or --gitlab which pipeline may take its role");
  return {
    ...(part !== undefined && { part }),
    hubAccount,
    hubRole,
    memberRole,
    ...(externalId !== undefined && { externalId }),
    units: ou,
    pipelines,
  };
}

const FOR_AN_ORGANIZATION: readonly (keyof OrganizationValues)[] = [
  "part",
  "hubAccount",
  "hubRole",
  "memberRole",
  "externalId",
  "ou",
  "github",
  "gitlab",
  "gitlabHost",
];

const GITHUB = "token.actions.githubusercontent.com";

/** Parses the subject of a GitHub token. Without an owner and a repository, anybody's pipeline would match. */
function githubSubject(text: string): string {
  if (/^repo:[\w.-]+\/[\w.-]+:[^\s"]+$/.test(text)) return text;
  throw new InvalidArgumentError("expected repo:OWNER/REPOSITORY:… such as repo:acme/cloud:ref:refs/heads/main");
}

function gitlabSubject(text: string): string {
  if (/^project_path:[\w.-]+(\/[\w.-]+)+:[^\s"]+$/.test(text)) return text;
  throw new InvalidArgumentError(
    "expected project_path:GROUP/PROJECT:… such as project_path:acme/cloud:ref_type:branch:ref:main",
  );
}

function host(text: string): string {
  if (/^[a-z\d]([a-z\d.-]*[a-z\d])?$/.test(text)) return text;
  throw new InvalidArgumentError("expected a host such as gitlab.example.com");
}

function roleName(text: string): string {
  if (/^[\w+=,.@-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError("expected the name of a role");
}
