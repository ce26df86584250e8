import { z } from "zod";
import { conditionDefinitions } from "./condition-schema.ts";
import { CONDITION, CONDITION_SHAPE, RULE_SHAPE } from "./rule-shape.ts";

type JsonSchema = Record<string, unknown>;

/** JSON Schema of a rule file, made from the shape that the loader checks with. */
export function ruleJsonSchema(): JsonSchema {
  const schema = toSchema(RULE_SHAPE, "demarc rule");
  // The loader has better words for `absent: pass` than an editor; the editor need not offer it.
  (schema["properties"] as Record<string, JsonSchema>)["absent"] = { enum: ["fail", "unknown"] };
  return { ...schema, oneOf: [{ required: ["expect"] }, { required: ["manual"] }] };
}

/** JSON Schema of a shared condition's file. */
export function conditionJsonSchema(): JsonSchema {
  return toSchema(CONDITION_SHAPE, "demarc shared condition");
}

function toSchema(shape: z.ZodType, title: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(shape, {
    target: "draft-2020-12",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === (CONDITION as unknown)) jsonSchema["$ref"] = "#/$defs/condition";
    },
  }) as JsonSchema;
  return { $schema, title, ...rest, $defs: conditionDefinitions() };
}
