import { OPERATORS } from "../evaluate/operators/registry.ts";
import type { OperandKind } from "../evaluate/operators/operator.ts";
import type { OperatorName } from "../model/rule.ts";
import { OPERATOR_NAMES } from "../model/rule.ts";
import { WITHIN } from "../model/words.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The rule language as JSON Schema, for completion in editors. Conditions are checked by our own code (`condition/`),
 * because what is correct depends on field lists and on the context of a line; this is only the outline.
 */
export function conditionDefinitions(): Readonly<Record<string, JsonSchema>> {
  return {
    condition: { anyOf: ["joined", "held", "list", "question", "line"].map((name) => ({ $ref: `#/$defs/${name}` })) },
    joined: { anyOf: [one("all", conditions()), one("any", conditions()), one("not", { $ref: "#/$defs/condition" })] },
    held: one("holds", { type: "string", description: "name of a shared condition" }),
    list: {
      anyOf: [
        ...["some", "every", "none"].map((kind) => one(kind, { $ref: "#/$defs/listBody" })),
        one("count", { $ref: "#/$defs/countBody" }),
      ],
    },
    listBody: strict(LIST_BODY),
    countBody: strict({ ...LIST_BODY, at_least: operandSchema("number"), at_most: operandSchema("number") }),
    line: { ...strict(lineProperties()), oneOf: OPERATOR_NAMES.map((name) => ({ required: [name] })) },
    question: {
      anyOf: [
        one("closed_to_internet", INTERNET),
        one("grants_none", GRANTS),
        one("requires_tls", strict({ policy: TEXT, empty: ABSENT })),
        one("customer_managed_key", PLACE),
      ],
    },
  };
}

const TEXT: JsonSchema = { type: "string" };
const ABSENT: JsonSchema = { enum: ["pass", "fail", "unknown"] };
const LITERAL: JsonSchema = { type: ["string", "number", "boolean"] };
const LITERALS: JsonSchema = { type: "array", minItems: 1, items: LITERAL };
/** A path, or several spellings of one fact. */
const PLACE: JsonSchema = { anyOf: [TEXT, { type: "array", minItems: 1, items: TEXT }] };
const PARAM: JsonSchema = strict({ param: TEXT }, ["param"]);
const PATH: JsonSchema = strict({ path: TEXT }, ["path"]);

const LIST_BODY: Readonly<Record<string, JsonSchema>> = {
  in: TEXT,
  of: { anyOf: [LITERALS, PARAM] },
  related: { anyOf: [TEXT, { type: "array", minItems: 1, items: TEXT }] },
  join: strict({ ours: TEXT, theirs: TEXT }, ["ours", "theirs"]),
  within: { enum: WITHIN },
  where: { $ref: "#/$defs/condition" },
  as: TEXT,
  empty: ABSENT,
  default: { type: "array", maxItems: 0 },
  absent: ABSENT,
};

const INTERNET: JsonSchema = strict({
  ports: {
    anyOf: [{ const: "every" }, { type: "array", minItems: 1, items: { type: ["integer", "string"] } }, PARAM, PATH],
  },
  protocol: { enum: ["tcp", "udp", "icmp", "any"] },
  addresses: TEXT,
  at: TEXT,
  start: TEXT,
  end: TEXT,
  empty: { enum: ["open", "closed"] },
  absent: ABSENT,
  ignore: { type: "array", items: { const: "azure_services" } },
  wider_than: strict({ ipv4: { type: "integer" }, ipv6: { type: "integer" } }),
});

const GRANTS: JsonSchema = strict(
  {
    policy: TEXT,
    to: {
      enum: [
        "public",
        "other_accounts",
        "other_accounts_without_external_id",
        "services_without_source",
        "unpinned_web_identity",
        "anyone",
      ],
    },
    actions: { anyOf: [{ enum: ["administrator", "whole_service"] }, { type: "array", minItems: 1, items: TEXT }] },
    resources: { enum: ["all", "own"] },
    except_accounts: { anyOf: [LITERALS, PARAM] },
    request: { type: "object", minProperties: 1, additionalProperties: TEXT },
    empty: ABSENT,
    absent: ABSENT,
  },
  ["policy", "to"],
);

const OPERANDS: Readonly<Record<OperandKind, JsonSchema>> = {
  presence: { enum: ["set", "unset"] },
  literal: { anyOf: [LITERAL, PARAM, PATH] },
  literals: { anyOf: [LITERALS, PARAM] },
  number: { anyOf: [{ type: "number" }, PARAM, PATH] },
  text: { anyOf: [TEXT, PARAM, PATH] },
  texts: { anyOf: [{ type: "array", minItems: 1, items: TEXT }, PARAM] },
  pattern: { anyOf: [{ type: "string", pattern: "^(\\^|\\.\\*)" }, PARAM] },
  version: { anyOf: [TEXT, PARAM] },
  tls: { anyOf: [{ enum: ["1.0", "1.1", "1.2", "1.3"] }, PARAM] },
  days: { anyOf: [{ type: "string", pattern: "^\\d+d$" }, { type: "integer", minimum: 0 }, PARAM] },
  support: strict({ table: TEXT, days: {} }, ["table"]),
};

function operandSchema(kind: OperandKind): JsonSchema {
  return OPERANDS[kind];
}

function lineProperties(): Record<string, JsonSchema> {
  const operators = OPERATOR_NAMES.map((name: OperatorName) => [name, operandSchema(OPERATORS[name].operand)] as const);
  return {
    path: PLACE,
    default: { anyOf: [LITERAL, { type: "array", items: LITERAL }] },
    absent: ABSENT,
    ...Object.fromEntries(operators),
  };
}

function conditions(): JsonSchema {
  return { type: "array", minItems: 1, items: { $ref: "#/$defs/condition" } };
}

/** A mapping with only this key. */
function one(key: string, schema: JsonSchema): JsonSchema {
  return strict({ [key]: schema }, [key]);
}

function strict(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return { type: "object", properties, ...(required.length > 0 && { required }), additionalProperties: false };
}
