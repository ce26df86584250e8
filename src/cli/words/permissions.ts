import { type Command, InvalidArgumentError, Option } from "commander";
import {
  AWS_PERMISSION_FORMATS,
  type AwsPermissionsArguments,
  AZURE_PERMISSION_FORMATS,
  type AzurePermissionsArguments,
  PARTITIONS,
} from "../../commands/arguments/permissions-arguments.ts";
import { SOURCES } from "../aws-options.ts";
import type { Commands } from "../commands.ts";
import { addExamples } from "../examples.ts";
import { later, makeAsked } from "../later.ts";
import { anyText, oneLine, oneOf, repeated } from "../option-values.ts";
import { addRuleOptions, ruleChoice } from "../options.ts";
import { addOrganizationOptions, organizationChoice, type OrganizationValues } from "../organization-options.ts";
import type { Start, Values } from "../start.ts";

const EXAMPLES = `Examples:
  demarc permissions aws > policy.json
      the least permissions for an account
  demarc permissions aws --framework cis-aws-7.0 --format terraform
      the least permissions for the rules of one framework
  demarc permissions aws --organization --hub-account 111122223333 --github repo:acme/cloud:ref:refs/heads/main -o roles/
      the roles of an organization, the first of which a pipeline may assume
  demarc permissions azure --subscription 3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10 > role.json
      a custom role for az role definition create --role-definition role.json
`;

type Format<Arguments extends { format: string }> = Omit<Values, "format"> &
  Pick<Arguments, "format"> & { output?: string };

export function addPermissions(program: Command, commands: Commands, start: Start): void {
  const permissions = makeAsked(program.command("permissions")).description(
    "print the least permissions that demarc needs for the chosen rules",
  );
  addAws(permissions, commands, start);
  addAzure(permissions, commands, start);
  addExamples(permissions, EXAMPLES);
}

function addAws(permissions: Command, commands: Commands, start: Start): void {
  const aws = permissions.command("aws").description("a policy, or the roles of an organization");
  later(aws, () => {
    addOrganizationOptions(addRuleOptions(aws));
    addOutput(aws, AWS_PERMISSION_FORMATS)
      .addOption(
        new Option("--partition <name>", `of the ARNs in json: ${PARTITIONS.join(", ")}`)
          .argParser(oneOf(PARTITIONS))
          .default("aws"),
      )
      .addOption(new Option("--aggregator", "for scans that read AWS Config from an aggregator"))
      .addOption(
        new Option("--source <source>", `for scans with this --source: ${SOURCES.join(", ")}`)
          .argParser(oneOf(SOURCES))
          .default("config"),
      )
      .addOption(new Option("--witness", "for scans with --witness: also what managed rules of AWS Config say"));
    aws.action(
      async (
        values: Format<AwsPermissionsArguments> &
          OrganizationValues &
          Pick<AwsPermissionsArguments, "partition" | "source"> & {
            readonly aggregator?: true;
            readonly witness?: true;
          },
      ) => {
        const { format, partition, source, aggregator = false, witness = false, output, color } = values;
        const organization = organizationChoice(values, aws);
        const args = {
          ...ruleChoice(values),
          format,
          partition,
          aggregator,
          source,
          witness,
          ...(organization && { organization }),
          ...(output !== undefined && { output }),
        };
        await start(commands.permissionsAws, args, color);
      },
    );
  });
}

function addAzure(permissions: Command, commands: Commands, start: Start): void {
  const azure = permissions.command("azure").description("a custom role");
  later(azure, () => {
    addRuleOptions(azure)
      .optionsGroup("Where the role applies:")
      .addOption(
        new Option("--subscription <id>", "can be assigned there; repeatable").argParser(repeated(subscription)),
      )
      .addOption(new Option("--management-group <id>", "can be assigned there, and can list it").argParser(groupId))
      .addOption(new Option("--role-name <name>", "name of the role").argParser(oneLine).default("demarc reader"));
    addOutput(azure, AZURE_PERMISSION_FORMATS).addOption(
      new Option("--witness", "for scans with --witness: also what Defender, Azure Policy and its metadata say"),
    );
    type Chosen = Format<AzurePermissionsArguments> & Partial<Omit<AzurePermissionsArguments, "output">>;
    azure.action(async (values: Chosen) => {
      const { format, roleName = "demarc reader", subscription: ids = [], managementGroup, output, color } = values;
      const { witness = false } = values;
      if (format === "json" && ids.length === 0 && managementGroup === undefined)
        azure.error(
          "error: say where the role is for: --subscription or --management-group; bicep and terraform ask there",
        );
      const args = {
        ...ruleChoice(values),
        format,
        roleName,
        witness,
        subscription: ids,
        ...(managementGroup !== undefined && { managementGroup }),
        ...(output !== undefined && { output }),
      };
      await start(commands.permissionsAzure, args, color);
    });
  });
}

function addOutput(command: Command, formats: readonly string[]): Command {
  return command
    .optionsGroup("Output:")
    .addOption(new Option("--format <name>", formats.join(", ")).argParser(oneOf(formats)).default("json"))
    .addOption(new Option("-o, --output <folder>", "write a file for each part instead of printing").argParser(anyText))
    .addOption(new Option("--no-color", "no colour"));
}

function subscription(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError("expected the id of a subscription such as 3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10");
}

function groupId(text: string): string {
  if (/^[\w().-]{1,90}$/.test(text)) return text;
  throw new InvalidArgumentError("expected the id of a management group");
}
