import type { AzureProgress } from "../../collect/azure/options.ts";
import type { Piece } from "../../inventory/piece.ts";
import type { AzureChoice } from "../arguments/source-arguments.ts";
import { CLOCK } from "../clock.ts";
import type { Io } from "../io.ts";
import { neededReads } from "./needed-reads.ts";
import type { SourceUse } from "./source-use.ts";
import { checksOf, isControlOf } from "./witness-checks.ts";
import { lineOn } from "./progress.ts";

const AZURE = "azure";

/** Reads from the chosen subscriptions what the rules need. The SDK is loaded when the first batch is requested. */
export async function* fromAzure(
  choice: AzureChoice,
  { library, rules, progress, done, witness }: SourceUse,
  io: Io,
): AsyncGenerator<Piece> {
  const { cloud = "public", subscription, managementGroup, resourceGroup, tag, fresh } = choice;
  const line = lineOn(io.stderr, progress);
  const { collectAzure } = await import("../../collect/azure/collect.ts");
  try {
    yield* collectAzure({
      needs: neededReads(rules, library, AZURE),
      cloud,
      filter: {
        subscriptions: subscription,
        ...(managementGroup !== undefined && { managementGroup }),
        resourceGroups: resourceGroup,
        tags: tag,
      },
      fresh,
      ...(witness === true && {
        witness: { checks: checksOf({ library, rules }, AZURE), isControl: isControlOf(library, AZURE) },
      }),
      ...(done !== undefined && { done }),
      env: io.env,
      now: io.now,
      clock: CLOCK,
      onProgress: (reached) => line.show(progressText(reached)),
    });
  } finally {
    await line.done();
  }
}

function progressText({ calls, throttled, resources, subscriptions: { done, all } }: AzureProgress): string {
  const slowed = throttled > 0 ? `, ${throttled} throttled` : "";
  return `azure: ${done}/${all} subscriptions, ${resources} resources, ${calls} calls${slowed}`;
}
