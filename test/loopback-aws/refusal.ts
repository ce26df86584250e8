import { ServiceError } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import type { Fault } from "./faults.ts";
import { encodeError } from "./services/encode.ts";
import { SERVICES } from "./services/services.ts";
import type { Protocol } from "./services/service.ts";
import { tokenBucket } from "./token-bucket.ts";
import type { TokenBucket } from "./token-bucket.ts";

/** The same refusal under each protocol's usual name for it. */
const REFUSALS = {
  json: {
    throttle: ["ThrottlingException", 400],
    access_denied: ["AccessDeniedException", 400],
    expired_token: ["ExpiredTokenException", 400],
    unrecognized_client: ["UnrecognizedClientException", 400],
  },
  ec2: {
    throttle: ["RequestLimitExceeded", 503],
    access_denied: ["UnauthorizedOperation", 403],
    expired_token: ["RequestExpired", 400],
    unrecognized_client: ["AuthFailure", 401],
  },
  xml: {
    throttle: ["Throttling", 400],
    access_denied: ["AccessDenied", 403],
    expired_token: ["ExpiredToken", 403],
    unrecognized_client: ["InvalidClientTokenId", 403],
  },
} as const;
type Refusal = keyof (typeof REFUSALS)["json"];

const MESSAGES: Readonly<Record<Refusal, (call: Call) => string>> = {
  throttle: () => "Rate exceeded",
  access_denied: ({ account, service, operation }) =>
    `User: arn:aws:iam::${account}:user/reader is not authorized to perform: ${service}:${operation}`,
  expired_token: () => "The security token included in the request is expired",
  unrecognized_client: () => "The security token included in the request is invalid",
};

const WEB_PAGE = { contentType: "text/html", body: "<html><h1>Somebody else</h1></html>" };

/** Answers in place of the service: the first of the faults that is a refusal. Undefined where none is. */
export function refusals(): (call: Call, faults: readonly Fault[]) => Answer | undefined {
  const buckets = new Map<Fault, TokenBucket>();

  function isEmpty(fault: Extract<Fault, { fault: "token_bucket" }>, call: Call): boolean {
    const take = buckets.get(fault) ?? tokenBucket(fault);
    buckets.set(fault, take);
    return !take(`${call.account} ${call.region} ${call.operation}`, call.at);
  }

  function answerTo(fault: Fault, call: Call): Answer | undefined {
    switch (fault.fault) {
      case "throttle":
      case "access_denied":
      case "expired_token":
      case "unrecognized_client":
        return refuse(call, fault.fault);
      case "token_bucket":
        return isEmpty(fault, call) ? refuse(call, "throttle") : undefined;
      case "error":
        return errorAnswer(call, new ServiceError(fault.code, fault.message ?? fault.code, fault.status));
      case "html_500":
        return { status: 500, ...WEB_PAGE, error: "html_500" };
      case "html_200":
        return { status: 200, ...WEB_PAGE };
      case "empty_body":
        return { status: 200, contentType: "application/x-amz-json-1.1", body: "", error: "empty_body" };
      default:
        return undefined;
    }
  }

  return (call, faults) => {
    for (const fault of faults) {
      const answer = answerTo(fault, call);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
}

export function refuse(call: Call, refusal: Refusal): Answer {
  const [code, status] = REFUSALS[FAMILIES[protocolOf(call)]][refusal];
  return errorAnswer(call, new ServiceError(code, MESSAGES[refusal](call), status));
}

/** An error in the protocol of the service that was called. */
export function errorAnswer(call: Call, error: ServiceError): Answer {
  return encodeError(protocolOf(call), error);
}

const FAMILIES = { json: "json", "rest-json": "json", query: "xml", "rest-xml": "xml", ec2: "ec2" } as const;

function protocolOf({ service }: Call): Protocol {
  return service === "sts" ? "query" : (SERVICES.get(service)?.protocol ?? "json");
}
