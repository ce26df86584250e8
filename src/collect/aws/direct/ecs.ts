import { isObject, own, ownText } from "../../../inventory/json-text.ts";
import type { JsonObject } from "../../../inventory/json-text.ts";
import type { Aws } from "../facts/aws.ts";
import { foreign } from "../facts/aws.ts";
import { actionOf } from "../service.ts";
import type { Call } from "../service.ts";
import type { DirectResource, DirectType, NamedResource } from "./direct-type.ts";
import { described, objectOf, textIn } from "./listing.ts";
import { respell, withAlways } from "./spelling.ts";

const call = (operation: string): Call => ({ service: "ecs", operation });
const CLUSTERS = call("DescribeClusters");
const SERVICES = call("DescribeServices");
const DEFINITIONS = call("ListTaskDefinitions");
const DEFINITION = call("DescribeTaskDefinition");
const NEXT = ["nextToken", "nextToken"] as const;

export const ECS_TYPES: readonly DirectType[] = [
  { type: "AWS::ECS::Cluster", call: actionOf(CLUSTERS), list: clusters },
  { type: "AWS::ECS::Service", call: actionOf(SERVICES), list: services },
  {
    type: "AWS::ECS::TaskDefinition",
    call: actionOf(DEFINITION),
    list: (aws) =>
      described(
        aws,
        DEFINITIONS,
        { input: { status: "ACTIVE" }, elements: "taskDefinitionArns", token: NEXT },
        {
          named: (arn) => definitionNamed(String(arn)),
          describe: async (taskDefinition) =>
            definitionOf(
              await aws.ask(DEFINITION.service, DEFINITION.operation, { taskDefinition, include: ["TAGS"] }),
            ),
        },
      ),
  },
];

/** Members whose keys are chosen by the customer or a driver. */
const MAPS = ["dockerLabels", "options", "tags", "labels", "driverOpts"];

async function* clusters(aws: Aws): AsyncGenerator<DirectResource[]> {
  const include = ["CONFIGURATIONS", "SETTINGS", "TAGS"];
  for await (const page of aws.pages("ecs", "ListClusters", { elements: "clusterArns", token: NEXT })) {
    if (page.length === 0) continue;
    const found = await describedIn(aws, CLUSTERS, "clusters", page, { include });
    yield found.map((cluster) => {
      const { settings, tags = [], ...rest } = cluster;
      const arn = textIn(cluster, "clusterArn", CLUSTERS);
      const name = textIn(cluster, "clusterName", CLUSTERS);
      const configuration = { ...rest, arn, ...(settings !== undefined && { clusterSettings: settings }) };
      return {
        arn,
        resourceId: name,
        name,
        tags,
        configuration: respell(configuration, { dialect: "upper", maps: MAPS }),
      };
    });
  }
}

/** The documented maximum of services in a call. */
const SERVICES_AT_ONCE = 10;

async function* services(aws: Aws): AsyncGenerator<DirectResource[]> {
  for await (const page of aws.pages("ecs", "ListClusters", { elements: "clusterArns", token: NEXT }))
    for (const cluster of page) yield* servicesOf(aws, cluster);
}

async function* servicesOf(aws: Aws, cluster: unknown): AsyncGenerator<DirectResource[]> {
  const input = { cluster, maxResults: SERVICES_AT_ONCE };
  for await (const page of aws.pages("ecs", "ListServices", { input, elements: "serviceArns", token: NEXT })) {
    if (page.length === 0) continue;
    yield (await describedIn(aws, SERVICES, "services", page, { cluster, include: ["TAGS"] })).map(serviceOf);
  }
}

function serviceOf(service: JsonObject): DirectResource {
  const { tags = [], clusterArn, roleArn, events: _, deployments: __, ...rest } = service;
  const arn = textIn(service, "serviceArn", SERVICES);
  const name = textIn(service, "serviceName", SERVICES);
  const configuration = { ...rest, name, cluster: clusterArn, role: roleArn };
  return { arn, resourceId: arn, name, tags, configuration: respell(configuration, { dialect: "upper", maps: MAPS }) };
}

function definitionNamed(arn: string): NamedResource {
  return { arn, resourceId: arn, name: arn.slice(arn.lastIndexOf("/") + 1) };
}

function definitionOf(answer: JsonObject): DirectResource {
  const definition = own(answer, "taskDefinition");
  if (!isObject(definition)) throw foreign("ecs", DEFINITION.operation, "the answer is of no task definition");
  const arn = textIn(definition, "taskDefinitionArn", DEFINITION);
  const configuration = respell(definition, { dialect: "upper", maps: MAPS });
  return {
    ...definitionNamed(arn),
    tags: own(answer, "tags") ?? [],
    configuration: withAlways(configuration, { RequiresCompatibilities: [] }),
  };
}

/** Checks that everything was described: failures are listed separately and would otherwise silently be missing. */
async function describedIn(
  aws: Aws,
  { operation }: Call,
  elements: "clusters" | "services",
  asked: readonly unknown[],
  input: JsonObject,
): Promise<JsonObject[]> {
  const answer = await aws.ask("ecs", operation, { ...input, [elements]: asked });
  const found = own(answer, elements);
  const failures = own(answer, "failures");
  if (!Array.isArray(found)) throw foreign("ecs", operation, `the answer has no list "${elements}"`);
  const missing = Array.isArray(failures) ? failures : [];
  const [lost] = missing.filter((one) => ownText(one, "reason") !== "MISSING");
  if (lost !== undefined) throw foreign("ecs", operation, `not all were described: ${ownText(lost, "reason") ?? ""}`);
  if (found.length + missing.length < asked.length) throw foreign("ecs", operation, "not all were described");
  return found.map((one) => objectOf(one, call(operation)));
}
