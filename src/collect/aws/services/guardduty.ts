import {
  GuardDutyClient,
  GetDetectorCommand,
  GetFindingsCommand,
  ListDetectorsCommand,
  ListFindingsCommand,
} from "@aws-sdk/client-guardduty";
import type { Commands } from "../command.ts";

export const Client = GuardDutyClient;

export const commands = {
  GetDetector: GetDetectorCommand,
  GetFindings: GetFindingsCommand,
  ListDetectors: ListDetectorsCommand,
  ListFindings: ListFindingsCommand,
} satisfies Commands;
