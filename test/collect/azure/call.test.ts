import { describe, expect, it } from "vitest";
import { openApi } from "../../../src/collect/azure/call.ts";
import type { ArmClient } from "../../../src/collect/azure/client.ts";
import type { RawAnswer, RawRequest } from "../../../src/collect/azure/raw-answer.ts";
import { CALL_LIMITS } from "../../../src/collect/azure/options.ts";
import type { CallLimits } from "../../../src/collect/azure/options.ts";
import { virtualClock } from "../virtual-clock.ts";

const START = "2026-11-21T08:00:00Z";
const KEYS = {
  address: "/subscriptions/one/providers/Microsoft.KeyVault/vaults/v/keys?api-version=1",
  call: "GET {id}/keys",
};

interface Said {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** An Azure that gives these answers in turn, the last one again and again, in no time at all. */
function azureSaying(answers: readonly Said[], limits: Partial<CallLimits> = {}) {
  const clock = virtualClock();
  const sent: { readonly at: number; readonly request: RawRequest }[] = [];
  const count = { calls: 0, throttled: 0 };
  const client: ArmClient = {
    endpoint: new URL("https://management.azure.com"),
    send: async (request): Promise<RawAnswer> => {
      const { status, headers = {}, text = "{}" } = answers[Math.min(sent.length, answers.length - 1)]!;
      sent.push({ at: clock.now(), request });
      return { status, header: (name) => headers[name], text };
    },
    closed: new AbortController().signal,
    close: () => {},
  };
  const now = (): string => new Date(Date.parse(START) + clock.now()).toISOString();
  const api = openApi(client, { clock, now, limits: { ...CALL_LIMITS, ...limits }, count });
  return { api, clock, sent, count };
}

const OK: Said = { status: 200, text: '{"value":[]}' };

describe("a call that is refused for its rate", () => {
  it.each<[string, Record<string, string>, number]>([
    ["seconds", { "retry-after": "7" }, 7000],
    ["a date", { "retry-after": "Sat, 21 Nov 2026 08:00:09 GMT" }, 9000],
    ["a date that is past", { "retry-after": "Sat, 21 Nov 2026 07:00:00 GMT" }, 0],
    ["milliseconds", { "retry-after-ms": "250" }, 250],
    ["milliseconds of Azure's own", { "x-ms-retry-after-ms": "40", "retry-after": "7" }, 40],
    ["a quota that is reset", { "x-ms-user-quota-resets-after": "00:01:05" }, 65_000],
    ["nothing", {}, 500],
    ["something unreadable", { "retry-after": "soon" }, 500],
  ])("waits as long as it is told: %s", async (_, headers, wait) => {
    const { api, clock, sent, count } = azureSaying([{ status: 429, headers }, OK]);
    expect(await clock.run(api.get(KEYS))).toEqual({ value: { value: [] } });
    expect(sent.map(({ at }) => at)).toEqual([0, wait]);
    expect(count).toEqual({ calls: 2, throttled: 1 });
  });

  it("waits ever longer where nobody says how long, and gives up", async () => {
    const { api, clock, sent } = azureSaying([{ status: 429 }], { throttledAttempts: 4 });
    const answer = await clock.run(api.get(KEYS));
    expect(answer).toMatchObject({ failure: { reason: "throttled", call: "GET {id}/keys", status: 429 } });
    expect(sent.map(({ at }) => at)).toEqual([0, 500, 1500, 3500]);
  });

  it("does not wait for an hour, nor for longer in all than a call may take", async () => {
    const hour = azureSaying([{ status: 429, headers: { "retry-after": "3600" } }]);
    expect(await hour.clock.run(hour.api.get(KEYS))).toMatchObject({ failure: { reason: "throttled" } });
    expect(hour.sent).toHaveLength(1);
    const often = azureSaying([{ status: 429, headers: { "retry-after": "60" } }], { patience: 150_000 });
    await often.clock.run(often.api.get(KEYS));
    expect(often.sent.map(({ at }) => at)).toEqual([0, 60_000, 120_000]);
  });

  it("holds back calls of the same service and lets others go", async () => {
    const { api, clock, sent } = azureSaying([{ status: 429, headers: { "retry-after": "30" } }, OK]);
    const first = api.get(KEYS);
    await clock.run(Promise.race([first, clock.sleep(1)]));
    const storage = { address: KEYS.address.replace("KeyVault", "Storage"), call: "GET {id}" };
    await clock.run(Promise.all([first, api.get(KEYS), api.get(storage)]));
    const times = sent.map(({ at, request }) => `${/Microsoft\.(\w+)/.exec(request.url)![1]} ${at >= 30_000}`);
    expect(times.toSorted()).toEqual(["KeyVault false", "KeyVault true", "KeyVault true", "Storage false"]);
  });
});

describe("the rate", () => {
  it("is what Azure grants a principal for a subscription: 250 at once, then 25 a second", async () => {
    const { api, clock, sent } = azureSaying([OK]);
    await clock.run(Promise.all(Array.from({ length: 300 }, () => api.get(KEYS))));
    expect(sent.filter(({ at }) => at === 0)).toHaveLength(250);
    expect(sent.at(-1)!.at).toBeGreaterThanOrEqual(2000);
    expect(sent.at(-1)!.at).toBeLessThan(2200);
  });

  it("is counted for each subscription", async () => {
    const { api, clock, sent } = azureSaying([OK]);
    const other = { ...KEYS, address: KEYS.address.replace("one", "two") };
    await clock.run(Promise.all(Array.from({ length: 400 }, (_, at) => api.get(at % 2 === 0 ? KEYS : other))));
    expect(sent.every(({ at }) => at === 0)).toBe(true);
  });

  it("follows what the headers say is left", async () => {
    const left = { ...OK, headers: { "x-ms-ratelimit-remaining-subscription-reads": "0" } };
    const { api, clock, sent } = azureSaying([left, OK]);
    await clock.run(api.get(KEYS));
    await clock.run(api.get(KEYS));
    expect(sent.map(({ at }) => at)).toEqual([0, 40]);
  });

  it("of Resource Graph stops until its quota is reset", async () => {
    const headers = { "x-ms-user-quota-remaining": "0", "x-ms-user-quota-resets-after": "00:00:05" };
    const { api, clock, sent } = azureSaying([{ ...OK, headers }, OK]);
    await clock.run(api.query({}));
    await clock.run(Promise.all([api.query({}), api.get(KEYS)]));
    expect(sent.map(({ at, request }) => `${request.method} ${at}`)).toEqual(["POST 0", "GET 0", "POST 5000"]);
  });
});

describe("a call", () => {
  it("tries again where Azure is out of order, and gives up", async () => {
    const { api, clock, sent } = azureSaying([{ status: 503, text: "<html>" }]);
    expect(await clock.run(api.get(KEYS))).toMatchObject({ failure: { reason: "service_error", code: "HTTP 503" } });
    expect(sent.map(({ at }) => at)).toEqual([0, 500, 1500, 3500]);
  });

  it.each([400, 401, 403, 404, 409])("does not ask twice what was refused: %i", async (status) => {
    const text = '{"error":{"code":"Nothing","message":"not\\u001b[31m\\n  this"}}';
    const { api, clock, sent } = azureSaying([{ status, text }]);
    const answer = await clock.run(api.get(KEYS));
    expect(answer).toMatchObject({ failure: { code: "Nothing", status, message: "not\u001b[31m this" } });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [400, /^use a newer demarc/],
    [405, /^use a newer demarc/],
    [404, /deleted meanwhile/],
    [409, /^let the change that Azure names come to its end/],
    [408, /^collect again later/],
    [503, /^collect again later/],
  ])("says what mends it: %i", async (status, help) => {
    const { api, clock } = azureSaying([{ status, text: '{"error":{"code":"Nothing","message":"no"}}' }]);
    expect(await clock.run(api.get(KEYS))).toMatchObject({ failure: { help: expect.stringMatching(help) } });
  });

  it("ends the collection where the token is no good", async () => {
    const text = '{"error":{"code":"InvalidAuthenticationToken","message":"expired"}}';
    const { api, clock } = azureSaying([{ status: 401, text }]);
    await expect(clock.run(api.get(KEYS))).rejects.toMatchObject({ diagnostics: [{ code: "azure-token-refused" }] });
  });

  it("goes to Azure Resource Manager alone", () => {
    const { api } = azureSaying([OK]);
    const addresses = ["/subscriptions", "https://management.azure.com/x", "https://MANAGEMENT.azure.com:443/x"];
    expect(addresses.map(api.isForeign)).toEqual([false, false, false]);
    const others = [
      "https://example.com/x",
      "http://management.azure.com/x",
      "//example.com/x",
      "https://management.azure.com.evil/x",
      "https://management.azure.com@evil/x",
      "https://[",
    ];
    expect(others.map(api.isForeign)).toEqual(others.map(() => true));
  });
});
