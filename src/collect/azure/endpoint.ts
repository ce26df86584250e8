import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { Cloud } from "./clouds.ts";
import { diagnosticOf } from "./failure.ts";

/** The environment variable for another address of Azure Resource Manager, such as a private link or a gateway. */
const VARIABLE = "DEMARC_AZURE_ENDPOINT";

/** @throws {DiagnosticError} if the environment names an address that no token may be sent to. */
export function endpointOf({ endpoint }: Cloud, env: Readonly<Record<string, string | undefined>>): URL {
  const said = env[VARIABLE];
  if (said === undefined || said === "") return new URL(endpoint);
  if (URL.canParse(said) && new URL(said).protocol === "https:") return new URL(said);
  const message = `${VARIABLE} is no https address: "${said}"`;
  throw new DiagnosticError([
    diagnosticOf("azure-endpoint", message, "a token goes with every call: begin it with https://"),
  ]);
}
