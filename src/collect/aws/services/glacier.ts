import { GlacierClient, GetVaultAccessPolicyCommand, ListVaultsCommand } from "@aws-sdk/client-glacier";
import type { Commands } from "../command.ts";

export const Client = GlacierClient;

export const commands = {
  GetVaultAccessPolicy: GetVaultAccessPolicyCommand,
  ListVaults: ListVaultsCommand,
} satisfies Commands;
