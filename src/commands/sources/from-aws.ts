import type { AccountChoice, AwsOptions } from "../../collect/aws/options.ts";
import type { Piece } from "../../inventory/piece.ts";
import { readAccountFile } from "./account-file.ts";
import type { AwsChoice } from "../arguments/source-arguments.ts";
import { CLOCK } from "../clock.ts";
import { collectionLine } from "./collection-line.ts";
import type { Io } from "../io.ts";
import { neededTypes } from "./needed-types.ts";
import type { SourceUse } from "./source-use.ts";
import { checksOf } from "./witness-checks.ts";
import { lineOn } from "./progress.ts";
import { watchRecording } from "./unrecorded.ts";

/** Reads from AWS what the rules need, with a progress line on the terminal. */
export async function* fromAws(choice: AwsChoice, use: SourceUse, io: Io): AsyncGenerator<Piece> {
  const { region, profile, aggregator } = choice;
  const { types, globalTypes, notInInventory, paths, always, notDirect } = neededTypes(use.rules, use.library, "aws");
  const reach = await reachOf(choice, io.cwd);
  const { collectAws } = await import("../../collect/aws/collect.ts");
  const line = lineOn(io.stderr, use.progress);
  const text = collectionLine("aws", CLOCK.now());
  const options: AwsOptions = {
    types,
    globalTypes,
    paths,
    always,
    notDirect,
    source: choice.source ?? "auto",
    notInConfig: notInInventory,
    regions: region,
    reach,
    ...(profile !== undefined && { profile }),
    ...(aggregator !== undefined && { aggregator }),
    ...(use.witness === true && { witness: checksOf(use, "aws") }),
    ...(use.done !== undefined && { done: use.done }),
    ...(io.ask && { askCode: (device) => io.ask!(`code of ${device}: `) }),
    env: io.env,
    now: io.now,
    clock: CLOCK,
    onCaller: ({ account, arn }) => use.onReader?.(arn ?? account),
    onProgress: (progress) => line.show(text(progress, CLOCK.now())),
  };
  const watch = watchRecording();
  try {
    for await (const piece of collectAws(options)) {
      watch.see(piece);
      yield piece;
    }
  } finally {
    await line.done();
  }
  await io.stderr.write(watch.text());
}

const SESSION = "demarc";

async function reachOf(choice: AwsChoice, cwd: string): Promise<AccountChoice> {
  const { account, accountFile, excludeAccount, organization, ou, assumeRole, externalId, sessionName } = choice;
  const listed = accountFile === undefined ? [] : await readAccountFile(accountFile, cwd);
  return {
    accounts: [...account, ...listed],
    excluded: excludeAccount,
    organization,
    units: ou,
    ...(assumeRole !== undefined && {
      role: {
        name: assumeRole,
        sessionName: sessionName ?? SESSION,
        ...(externalId !== undefined && { externalId }),
      },
    }),
  };
}
