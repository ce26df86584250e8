import { describeConfigurationRecorders, describeConfigurationRecorderStatus } from "./config/recorders.ts";
import { estateOf } from "./estate.ts";

type Facts = Readonly<Record<string, unknown>>;

/** The recorders of an account and region as a fact, as the endpoint tells of them where nothing else is said. */
export function recordersIn(account: string, region: string): unknown {
  const request = { operation: "", place: estateOf([], [])(account, region), input: {}, faults: [] };
  const { ConfigurationRecorders } = describeConfigurationRecorders(request) as Record<string, Facts[]>;
  const { ConfigurationRecordersStatus } = describeConfigurationRecorderStatus(request) as Record<string, Facts[]>;
  return ConfigurationRecorders!.map((recorder, index) => {
    const { lastStatus, lastStatusChangeTime, recording } = ConfigurationRecordersStatus![index]!;
    const changed = new Date(Number(lastStatusChangeTime) * 1000).toISOString();
    return { ...recorder, status: { lastStatus, lastStatusChangeTime: changed, recording } };
  });
}
