import { own } from "../../../inventory/json-text.ts";
import { noneOn } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectType } from "./direct-type.ts";
import { listed, textIn } from "./listing.ts";
import { respell, without } from "./spelling.ts";
import { FUNCTION_TAGS } from "./tags.ts";

const FUNCTIONS: Call = { service: "lambda", operation: "ListFunctions" };

export const LAMBDA_TYPES: readonly DirectType[] = [
  {
    type: "AWS::Lambda::Function",
    call: actionOf(FUNCTIONS),
    list: (aws) =>
      listed(aws, FUNCTIONS, { elements: "Functions", token: ["Marker", "NextMarker"] }, (element) => {
        const name = textIn(element, "FunctionName", FUNCTIONS);
        return {
          arn: textIn(element, "FunctionArn", FUNCTIONS),
          resourceId: name,
          name,
          // AWS Config keeps no environment, and its values should not be kept here either.
          configuration: respell(without(element, "Environment"), { dialect: "acronym" }),
        };
      }),
    parts: [
      FUNCTION_TAGS,
      {
        path: "supplementaryConfiguration.Policy",
        read: async (aws, { resourceId }) => {
          const asked = aws.ask("lambda", "GetPolicy", { FunctionName: resourceId });
          const answer = await noneOn(["ResourceNotFoundException"], asked);
          return answer && own(answer, "Policy");
        },
      },
    ],
  },
];
