import type { JsonObject } from "../../inventory/json-text.ts";
import type { Answer, ConfigApi } from "./config/api.ts";
import type { Call } from "./service.ts";

/** The AWS services in one region of one account, above all AWS Config. */
export interface RegionApi extends ConfigApi {
  /** Like `call`, for any service. */
  readonly ask: (call: Call, input: JsonObject) => Promise<Answer>;
}
