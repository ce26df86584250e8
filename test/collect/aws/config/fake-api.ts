import type { Answer, ConfigApi, Operation } from "../../../../src/collect/aws/config/api.ts";
import type { JsonObject } from "../../../../src/inventory/json-text.ts";

export interface FakeApi extends ConfigApi {
  readonly calls: { readonly operation: Operation; readonly input: JsonObject }[];
}

/** A region that answers as it is told, without a network. */
export function fakeApi(answer: (operation: Operation, input: JsonObject) => JsonObject | Answer): FakeApi {
  const calls: FakeApi["calls"] = [];
  return {
    region: "eu-west-1",
    calls,
    call: async (operation, input) => {
      calls.push({ operation, input });
      const given = answer(operation, input);
      return "failure" in given || "value" in given ? (given as Answer) : { value: given };
    },
  };
}
