import { type Command, Option } from "commander";
import { type AzureChoice, CLOUD_NAMES } from "../commands/arguments/source-arguments.ts";
import { anyText, oneOf, repeated, tagFilter } from "./option-values.ts";

export function addAzureOptions(command: Command): Command {
  return command
    .optionsGroup("Where to read, for azure:")
    .addOption(
      new Option("--cloud <name>", `${CLOUD_NAMES.join(", ")} (default: public)`).argParser(oneOf(CLOUD_NAMES)),
    )
    .addOption(
      new Option(
        "--subscription <name>",
        "only this subscription, by id or name; repeatable (default: all visible)",
      ).argParser(repeated(anyText)),
    )
    .addOption(new Option("--management-group <id>", "expect all its subscriptions, visible or not").argParser(anyText))
    .addOption(
      new Option("--resource-group <name>", "only resources in this group; repeatable").argParser(repeated(anyText)),
    )
    .addOption(
      new Option("--tag <tag>", "only resources with this tag: NAME or NAME=VALUE; repeatable").argParser(
        repeated(tagFilter),
      ),
    )
    .addOption(new Option("--fresh", "read each document by id, as Resource Graph may lag behind"));
}

export type AzureValues = Partial<AzureChoice>;

export function azureChoice(values: AzureValues): AzureChoice {
  const { cloud, subscription = [], managementGroup, resourceGroup = [], tag = [], fresh = false } = values;
  return {
    ...(cloud === undefined ? {} : { cloud }),
    subscription,
    ...(managementGroup === undefined ? {} : { managementGroup }),
    resourceGroup,
    tag,
    fresh,
  };
}
