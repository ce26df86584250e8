import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, AskOptions } from "../ask.ts";
import { answerTo, ask } from "../ask.ts";

const SSH = { closed_to_internet: { ports: [22], protocol: "tcp" } };
const tables = {
  "azure-service-tags": {
    name: "azure-service-tags",
    checked: "2026-11-01",
    source: "",
    words: {
      AzureCloud: { internet: true },
      Storage: { internet: false },
      "AzureFrontDoor.Backend": { internet: false },
    },
  },
};
const options: AskOptions = { type: "microsoft.network/networksecuritygroups", provider: "azure", tables };

const rule = (priority: unknown, access: unknown, more: Record<string, unknown> = {}) => ({
  name: "rule",
  properties: {
    priority,
    access,
    direction: "Inbound",
    protocol: "Tcp",
    sourcePortRange: "*",
    destinationPortRange: "22",
    sourceAddressPrefix: "*",
    destinationAddressPrefix: "*",
    ...more,
  },
});
const nsg = (...securityRules: unknown[]) => ({ properties: { securityRules } });
const all = { protocol: "*", destinationPortRange: "*" };
const none = { sourceAddressPrefix: undefined };

describe("a network security group is closed on TCP 22", () => {
  it.each<[string, unknown, Answer]>([
    ["allowed", nsg(rule(100, "Allow")), "false"],
    ["no rules", nsg(), "true"],
    ["outgoing", nsg(rule(100, "Allow", { direction: "Outbound" })), "true"],
    ["from Internet", nsg(rule(100, "Allow", { sourceAddressPrefix: "Internet" })), "false"],
    ["from any, in lower case", nsg(rule(100, "allow", { sourceAddressPrefix: "any", direction: "inbound" })), "false"],
    ["from 0.0.0.0/0", nsg(rule(100, "Allow", { sourceAddressPrefix: "0.0.0.0/0" })), "false"],
    ["from nobody's address", nsg(rule(100, "Allow", { sourceAddressPrefix: "0.0.0.0" })), "unknown"],
    [
      "from nobody's address of IPv6, in a list",
      nsg(rule(100, "Allow", { sourceAddressPrefix: "", sourceAddressPrefixes: ["::"] })),
      "unknown",
    ],
    ["from the network", nsg(rule(100, "Allow", { sourceAddressPrefix: "VirtualNetwork" })), "true"],
    ["from the balancer", nsg(rule(100, "Allow", { sourceAddressPrefix: "AzureLoadBalancer" })), "true"],
    [
      "from an application group",
      nsg(rule(100, "Allow", { ...none, sourceApplicationSecurityGroups: [{ id: "x" }] })),
      "true",
    ],
    ["from a tag that is open", nsg(rule(100, "Allow", { sourceAddressPrefix: "AzureCloud" })), "false"],
    ["from a region of it", nsg(rule(100, "Allow", { sourceAddressPrefix: "AzureCloud.WestEurope" })), "false"],
    ["from a tag that is not", nsg(rule(100, "Allow", { sourceAddressPrefix: "Storage.WestEurope" })), "true"],
    [
      "from a tag with a dot of its own",
      nsg(rule(100, "Allow", { sourceAddressPrefix: "azurefrontdoor.backend" })),
      "true",
    ],
    ["from a tag nobody knows", nsg(rule(100, "Allow", { sourceAddressPrefix: "Mystery" })), "unknown"],
    ["from nobody", nsg(rule(100, "Allow", none)), "unknown"],
    ["any protocol", nsg(rule(100, "Allow", { protocol: "*" })), "false"],
    ["any protocol on another port", nsg(rule(100, "Allow", { protocol: "*", destinationPortRange: "80" })), "true"],
    ["a range of ports", nsg(rule(100, "Allow", { destinationPortRange: "20-30" })), "false"],
    [
      "plural ports",
      nsg(rule(100, "Allow", { destinationPortRange: "", destinationPortRanges: ["80", "20-22"] })),
      "false",
    ],
    [
      "plural ports elsewhere",
      nsg(rule(100, "Allow", { destinationPortRange: undefined, destinationPortRanges: ["80", "443"] })),
      "true",
    ],
    [
      "plural sources",
      nsg(rule(100, "Allow", { ...none, sourceAddressPrefixes: ["10.0.0.0/8", "Internet"] })),
      "false",
    ],
    [
      "plural halves",
      nsg(rule(100, "Allow", { ...none, sourceAddressPrefixes: ["0.0.0.0/1", "128.0.0.0/1"] })),
      "false",
    ],
    [
      "plural offices",
      nsg(rule(100, "Allow", { ...none, sourceAddressPrefixes: ["198.51.100.0/24", "10.0.0.0/8"] })),
      "true",
    ],
    [
      "empty plurals beside the singular",
      nsg(rule(100, "Allow", { sourceAddressPrefixes: [], destinationPortRanges: [] })),
      "false",
    ],
    [
      "one range among many that is none",
      nsg(rule(100, "Allow", { ...none, sourceAddressPrefixes: ["10.0.0.0/8", "?"] })),
      "unknown",
    ],
    ["ports that run backwards", nsg(rule(100, "Allow", { destinationPortRange: "30-20" })), "unknown"],
    ["no ports", nsg(rule(100, "Allow", { destinationPortRange: undefined })), "unknown"],
    ["denied before", nsg(rule(90, "Deny", all), rule(100, "Allow")), "true"],
    ["denied after", nsg(rule(100, "Allow"), rule(110, "Deny", all)), "false"],
    ["Internet denied before", nsg(rule(90, "Deny", { sourceAddressPrefix: "Internet" }), rule(100, "Allow")), "true"],
    [
      "denied before for one destination",
      nsg(rule(90, "Deny", { destinationAddressPrefix: "10.0.0.4" }), rule(100, "Allow")),
      "false",
    ],
    [
      "denied before for one source port",
      nsg(rule(90, "Deny", { sourcePortRange: "1024-65535" }), rule(100, "Allow")),
      "false",
    ],
    [
      "denied before for an application group",
      nsg(
        rule(90, "Deny", { destinationAddressPrefix: undefined, destinationApplicationSecurityGroups: [{ id: "x" }] }),
        rule(100, "Allow"),
      ),
      "false",
    ],
    [
      "denied before for IPv4 destinations",
      nsg(
        rule(90, "Deny", { destinationAddressPrefix: "0.0.0.0/0" }),
        rule(100, "Allow", { sourceAddressPrefix: "0.0.0.0/0" }),
      ),
      "true",
    ],
    [
      "denied before, source ports not given",
      nsg(rule(90, "Deny", { sourcePortRange: undefined }), rule(100, "Allow")),
      "unknown",
    ],
    ["denied before, for UDP", nsg(rule(90, "Deny", { protocol: "Udp" }), rule(100, "Allow")), "false"],
    [
      "denied before, by a tag nobody knows",
      nsg(rule(90, "Deny", { sourceAddressPrefix: "Mystery" }), rule(100, "Allow")),
      "unknown",
    ],
    [
      "denied before, by a tag of one service",
      nsg(rule(90, "Deny", { sourceAddressPrefix: "AzureCloud" }), rule(100, "Allow")),
      "false",
    ],
    ["allowed to one destination", nsg(rule(100, "Allow", { destinationAddressPrefix: "10.0.0.4" })), "false"],
    ["two of one priority", nsg(rule(100, "Allow"), rule(100, "Deny")), "unknown"],
    ["one priority, two directions", nsg(rule(100, "Allow"), rule(100, "Deny", { direction: "Outbound" })), "false"],
    ["no priority", nsg(rule(undefined, "Allow")), "unknown"],
    ["no access", nsg(rule(100, undefined)), "unknown"],
    ["no direction", nsg(rule(100, "Allow", { direction: undefined })), "unknown"],
    ["a word that is no access", nsg(rule(100, "Perhaps")), "unknown"],
    ["a word that is no direction", nsg(rule(100, "Allow", { direction: "Sideways" })), "unknown"],
    ["keys one level up", nsg(rule(100, "Allow").properties), "false"],
    ["keys one level up, closed", nsg(rule(100, "Allow", { sourceAddressPrefix: "10.0.0.0/8" }).properties), "true"],
    ["properties that are text", nsg({ properties: "{}" }), "unknown"],
    [
      "keys in another case",
      { properties: { SecurityRules: [{ Properties: { ...rule(100, "Allow").properties } }] } },
      "false",
    ],
    ["rules absent", { properties: { provisioningState: "Succeeded" } }, "unknown"],
    [
      "both keys filled",
      nsg(rule(100, "Allow", { sourceAddressPrefix: "10.0.0.0/8", sourceAddressPrefixes: ["10.1.0.0/16"] })),
      "unknown",
    ],
  ])("%s", (_name, body, expected) => {
    expect(answerTo(SSH, body as Record<string, unknown>, options)).toBe(expected);
  });

  it("knows no tag without the table, and passes none by an old one", () => {
    const storage = nsg(rule(100, "Allow", { sourceAddressPrefix: "Storage" }));
    const cloud = nsg(rule(100, "Allow", { sourceAddressPrefix: "AzureCloud" }));
    expect(answerTo(SSH, storage, { ...options, tables: {} })).toBe("unknown");
    expect(answerTo(SSH, storage, { ...options, asOf: "2028-01-01T00:00:00Z" })).toBe("unknown");
    expect(answerTo(SSH, cloud, { ...options, asOf: "2028-01-01T00:00:00Z" })).toBe("false");
  });

  it("names the rule", () => {
    const { evidence } = ask(SSH, nsg(rule(90, "Deny", { protocol: "Udp" }), rule(100, "Allow")), options);
    expect(evidence).toMatchObject([
      { path: "properties.securityRules[1]", wanted: "closed to the internet on tcp 22" },
    ]);
  });

  it("names the tag that nobody knows", () => {
    const { evidence } = ask(SSH, nsg(rule(100, "Allow", { sourceAddressPrefix: "Mystery" })), options);
    expect(evidence).toMatchObject([
      { path: "properties.securityRules[0].properties.sourceAddressPrefix", seen: "Mystery" },
    ]);
  });

  it("asks of every port with ICMP left to itself", () => {
    const every = (protocol: string) => ({ closed_to_internet: { ports: "every", protocol } });
    expect(answerTo(every("any"), nsg(rule(100, "Allow", all)), options)).toBe("false");
    expect(answerTo(every("icmp"), nsg(rule(100, "Allow", all)), options)).toBe("false");
    expect(
      answerTo(every("icmp"), nsg(rule(100, "Allow", { protocol: "Icmp", destinationPortRange: "*" })), options),
    ).toBe("false");
    expect(answerTo(every("icmp"), nsg(rule(100, "Allow", { protocol: "*" })), options)).toBe("unknown");
  });

  const KEYS = [
    "priority",
    "access",
    "direction",
    "protocol",
    "sourcePortRange",
    "destinationPortRange",
    "sourceAddressPrefix",
    "destinationAddressPrefix",
    "sourceAddressPrefixes",
    "destinationApplicationSecurityGroups",
  ];
  const rules = fc.array(
    fc
      .tuple(
        fc.constantFrom(90, 100, 110, undefined),
        fc.constantFrom("Allow", "Deny"),
        fc.record(
          {
            direction: fc.constantFrom("Inbound", "Inbound", "Outbound", undefined),
            protocol: fc.constantFrom("*", "Tcp", "Udp", "?"),
            sourceAddressPrefix: fc.constantFrom("*", "Internet", "AzureCloud", "Mystery", "0.0.0.0/1", "", undefined),
            sourceAddressPrefixes: fc.constantFrom([], ["0.0.0.0/0"], ["128.0.0.0/1", "?"]),
            destinationPortRange: fc.constantFrom("*", "22", "80", "?", undefined),
            destinationAddressPrefix: fc.constantFrom("*", "10.0.0.4", "0.0.0.0/0", undefined),
            sourcePortRange: fc.constantFrom("*", "1-2", undefined),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([priority, access, more]) => rule(priority, access, more)),
    { maxLength: 4 },
  );
  const places = [
    "properties.securityRules",
    "properties.securityRules[]",
    ...[0, 1, 2].flatMap((i) =>
      ["", ".properties", ...KEYS.map((key) => `.properties.${key}`)].map(
        (end) => `properties.securityRules[${i}]${end}`,
      ),
    ),
  ];

  it("settles nothing by what was not read", () => {
    fc.assert(
      fc.property(rules, fc.subarray(places, { maxLength: 4 }), (list, unread) => {
        const whole = answerTo(SSH, nsg(...list), options);
        const part = answerTo(SSH, nsg(...list), { ...options, unread });
        expect(part === "unknown" || part === whole).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("never throws on garbage", () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) =>
          void answerTo(
            SSH,
            nsg(value, { properties: value }, rule(value, "Allow", { sourceAddressPrefixes: value })),
            options,
          ),
      ),
    );
  });
});
