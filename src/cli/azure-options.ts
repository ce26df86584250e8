import { type Command, Option } from "commander";
import { type AzureChoice, CLOUD_NAMES } from "../commands/arguments/source-arguments.ts";
import { anyText, oneOf, repeated, tagFilter } from "./option-values.ts";

export function addAzureOptions(command: Command): Command {
  return command
    .optionsGroup("Where it is read, for azure:")
    .addOption(
      new Option("--cloud <name>", `${CLOUD_NAMES.join(", ")} (default: public)`).argParser(oneOf(CLOUD_NAMES)),
    )
    .addOption(
      new Option("--subscription <name>", "id or name; repeatable (default: all visible ones)").argParser(
        repeated(anyText),
      ),
    )
    .addOption(
      new Option("--management-group <id>", "its subscriptions are expected, visible or not").argParser(anyText),
    )
    .addOption(new Option("--resource-group <name>", "only what is in it; repeatable").argParser(repeated(anyText)))
    .addOption(
      new Option("--tag <tag>", "NAME or NAME=VALUE: only resources tagged so; repeatable").argParser(
        repeated(tagFilter),
      ),
    )
    .addOption(new Option("--fresh", "read each document by its id: Resource Graph may lag behind"));
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
