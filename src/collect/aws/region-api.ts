import type { JsonObject } from "../../inventory/json-text.ts";
import type { Answer, ConfigApi } from "./config/api.ts";
import type { Call } from "./service.ts";

/** The services of AWS in one region of one account, AWS Config before all. */
export interface RegionApi extends ConfigApi {
  /** As `call`, on any service. */
  readonly ask: (call: Call, input: JsonObject) => Promise<Answer>;
}
