import type { ConfigItem } from "../config-item.ts";
import type { Place } from "../estate.ts";
import { parseSelect } from "../select/parse.ts";
import { project } from "../select/project.ts";
import { rowText } from "../select/row-text.ts";
import { isCounting, runSelect } from "../select/run-select.ts";
import type { Row } from "../select/matches.ts";
import type { SelectExpression } from "../select/expression.ts";
import type { ConfigOperation } from "./operation.ts";
import type { Pager } from "./pages.ts";
import { limitOf, textOf, validationError } from "./validation.ts";

const LONGEST_EXPRESSION = 4096;
const ROWS_A_PAGE = 25;
const GROUPS_A_PAGE = 500;

/** `notSelectable`: types that are recorded and that no query shows. */
export function selectResourceConfig(pages: Pager, notSelectable: ReadonlySet<string>): ConfigOperation {
  const rowsOfPlace = new WeakMap<Place, readonly Row[]>();
  const selected = new WeakMap<Place, Map<string, Selected>>();

  function select(place: Place, text: string): Selected {
    const known = selected.get(place) ?? new Map<string, Selected>();
    selected.set(place, known);
    const rows = rowsOfPlace.get(place) ?? rowsOf(place, notSelectable);
    rowsOfPlace.set(place, rows);
    const found = known.get(text) ?? selectedBy(text, rows);
    known.set(text, found);
    return found;
  }

  return (request) => {
    const { place, input } = request;
    const text = textOf(input, "Expression");
    if (text.length > LONGEST_EXPRESSION) {
      throw validationError(
        "Value at 'expression' failed to satisfy constraint: Member must have length less than or equal to 4096",
      );
    }
    const { expression, rows } = select(place, text);
    const limit = limitOf(input["Limit"], isCounting(expression) ? GROUPS_A_PAGE : ROWS_A_PAGE);
    const page = pages(request, { name: text, elements: rows, limit, token: input["NextToken"] });
    return {
      Results: page.elements.map((row) => rowText(isCounting(expression) ? row : project(row, expression.fields))),
      QueryInfo: { SelectFields: expression.fields.map((Name) => ({ Name })) },
      NextToken: page.nextToken,
    };
  };
}

interface Selected {
  readonly expression: SelectExpression;
  readonly rows: readonly Row[];
}

function selectedBy(text: string, rows: readonly Row[]): Selected {
  const expression = parseSelect(text);
  return { expression, rows: runSelect(expression, rows) };
}

function rowsOf({ recorded }: Place, notSelectable: ReadonlySet<string>): readonly Row[] {
  return recorded.filter(({ resourceType }) => !notSelectable.has(resourceType)).map(toRow);
}

/**
 * Tags are a list here, and a map in every other call: the schema of queries has `tags.key`, `tags.value` and
 * `tags.tag` (awslabs/aws-config-resource-schema, config/properties/AWS.properties.json, read 2026-11-21).
 */
function toRow({ tags, ...item }: ConfigItem): Row {
  if (tags === undefined) return item;
  return { ...item, tags: Object.entries(tags).map(([key, value]) => ({ key, tag: `${key}=${value}`, value })) };
}
