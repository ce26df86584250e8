import * as z from "zod";
import { conditionDefinitions } from "./condition-schema.ts";
import { CONDITION, EXAMPLE_SHAPE, RULE_SHAPE } from "./rule-shape.ts";

type JsonSchema = Record<string, unknown>;

/** JSON Schema of a rule file, made from the shape that the loader checks. */
export function ruleJsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(RULE_SHAPE, {
    target: "draft-2020-12",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === (CONDITION as unknown)) jsonSchema["$ref"] = "#/$defs/condition";
      if (zodSchema === (EXAMPLE_SHAPE as unknown))
        jsonSchema["anyOf"] = [{ required: ["resource"] }, { required: ["as_in"] }];
    },
  }) as JsonSchema;
  // The loader explains `absent: pass` better than an editor could, so the editor need not offer it.
  (schema["properties"] as Record<string, JsonSchema>)["absent"] = { enum: ["fail", "unknown"] };
  const kinds = [{ required: ["expect"] }, { required: ["manual"] }];
  return { $schema, title: "demarc rule", ...schema, $defs: conditionDefinitions(), oneOf: kinds };
}
