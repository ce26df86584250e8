import type { Place } from "../estate.ts";
import type { ConfigRequest } from "./operation.ts";

/** 2026-01-05T08:00:00Z and 2026-11-20T06:00:00Z, in seconds. */
const STARTED = 1767600000;
const CHANGED = 1795154400;
const LINKED_SERVICE = "cspm.config.amazonaws.com";

export function describeConfigurationRecorders({ place }: ConfigRequest): unknown {
  return { ConfigurationRecorders: [...customersOwn(place, recorder), ...serviceLinked(place, linkedRecorder)] };
}

export function describeConfigurationRecorderStatus({ place }: ConfigRequest): unknown {
  return { ConfigurationRecordersStatus: [...customersOwn(place, status), ...serviceLinked(place, linkedStatus)] };
}

function customersOwn(place: Place, show: (place: Place) => unknown): unknown[] {
  return place.recorder.state === "absent" ? [] : [show(place)];
}

function serviceLinked(place: Place, show: (place: Place) => unknown): unknown[] {
  return place.recorder.serviceLinked ? [show(place)] : [];
}

function recorder(place: Place): unknown {
  const { excludes = [], only, globalTypes = true, daily = [] } = place.recorder;
  const strategy =
    only !== undefined
      ? "INCLUSION_BY_RESOURCE_TYPES"
      : excludes.length > 0
        ? "EXCLUSION_BY_RESOURCE_TYPES"
        : "ALL_SUPPORTED_RESOURCE_TYPES";
  const isEverything = strategy === "ALL_SUPPORTED_RESOURCE_TYPES";
  return {
    ...identity(place, "default"),
    roleARN: `arn:${partitionOf(place.region)}:iam::${place.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    recordingGroup: {
      allSupported: isEverything,
      includeGlobalResourceTypes: isEverything && globalTypes,
      resourceTypes: only ?? [],
      exclusionByResourceTypes: { resourceTypes: excludes },
      recordingStrategy: { useOnly: strategy },
    },
    recordingMode: {
      recordingFrequency: "CONTINUOUS",
      recordingModeOverrides: daily.length === 0 ? [] : [{ resourceTypes: daily, recordingFrequency: "DAILY" }],
    },
    recordingScope: "PAID",
  };
}

function status(place: Place): unknown {
  const { state = "recording", failing = false, started } = place.recorder;
  return {
    ...identity(place, "default"),
    lastStartTime: started === undefined ? STARTED : Date.parse(started) / 1000,
    ...(state === "stopped" ? { lastStopTime: CHANGED } : {}),
    recording: state === "recording",
    lastStatus: failing ? "FAILURE" : "SUCCESS",
    ...(failing ? { lastErrorCode: "AccessDenied", lastErrorMessage: "the bucket refused the delivery" } : {}),
    lastStatusChangeTime: CHANGED,
  };
}

function linkedRecorder(place: Place): unknown {
  return {
    ...identity(place, "AWSConfigurationRecorderForCspm"),
    roleARN: `arn:${partitionOf(place.region)}:iam::${place.account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    recordingGroup: { allSupported: false, includeGlobalResourceTypes: false, resourceTypes: ["AWS::EC2::Instance"] },
    recordingScope: "INTERNAL",
    servicePrincipal: LINKED_SERVICE,
  };
}

function linkedStatus(place: Place): unknown {
  return {
    ...identity(place, "AWSConfigurationRecorderForCspm"),
    lastStartTime: STARTED,
    recording: true,
    lastStatus: "NOT_APPLICABLE",
    lastStatusChangeTime: CHANGED,
    servicePrincipal: LINKED_SERVICE,
  };
}

function identity({ account, region, recorder: { withoutArn = false } }: Place, name: string): object {
  const arn = `arn:${partitionOf(region)}:config:${region}:${account}:configuration-recorder/${name}/7f3c2a1b`;
  return withoutArn ? { name } : { arn, name };
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
