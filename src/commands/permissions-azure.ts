import type { AzureRole } from "../report/permissions/azure-role.ts";
import { roleBicep, roleJson, roleTerraform } from "../report/permissions/azure-role.ts";
import type { AzurePermissionsArguments } from "./arguments/permissions-arguments.ts";
import { chooseRules } from "./library/choose-rules.ts";
import type { Command } from "./io.ts";
import { openLibrary } from "./library/library.ts";
import { neededReads } from "./sources/needed-reads.ts";
import { writeParts } from "./written/write-parts.ts";

const FORMATS = {
  json: { render: roleJson, ending: "json" },
  bicep: { render: roleBicep, ending: "bicep" },
  terraform: { render: roleTerraform, ending: "tf" },
} as const;

/** The least that demarc must be allowed on Azure, so that the rules chosen can be judged. Nothing is called. */
export const run: Command<AzurePermissionsArguments> = async (args, io) => {
  const library = await openLibrary(io, args.rules);
  const rules = chooseRules(library.rules, args);
  const { neededActions } = await import("../collect/azure/actions.ts");
  const asked = { group: args.managementGroup !== undefined, witness: args.witness };
  const { role: actions, tenant } = neededActions(neededReads(rules, library, "azure"), library.fields, asked);
  const role: AzureRole = { name: args.roleName, about: "What demarc reads", actions, scopes: scopesOf(args) };
  const { render, ending } = FORMATS[args.format];
  await writeParts([{ name: `role.${ending}`, text: render(role) }], args.output, io);
  for (const call of tenant)
    await io.stderr.write(`${call}: asked of the tenant itself, where no role on subscriptions reaches\n`);
  return 0;
};

function scopesOf({ managementGroup, subscription }: AzurePermissionsArguments): string[] {
  if (managementGroup !== undefined) return [`/providers/Microsoft.Management/managementGroups/${managementGroup}`];
  return subscription.map((id) => `/subscriptions/${id}`);
}
