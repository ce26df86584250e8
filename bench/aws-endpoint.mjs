// Serves an estate of any size on the loopback AWS of the tests, in a process of its own, and counts what it is asked.
// Started by bench/aws.mjs, which hands the folder of the bundled loopback and what to serve over IPC.
process.once("message", async ({ loopback, accounts, regions, perRegion, types, faults }) => {
  const { startAws } = await import(loopback);
  const aws = await startAws({
    documents: [...estate(accounts, regions, perRegion, types)],
    accounts: { AKIDEXAMPLE: accounts[0] },
    organization: { members: accounts.map((account) => ({ account })) },
    regions: regions.map((name) => ({ name })),
    faults,
    sessionMs: 3_600_000,
  });
  process.send({ endpoint: aws.endpoint });
  process.on("message", () => {
    const counts = {};
    for (const { service, operation, outcome } of aws.calls) {
      const name = `${service}:${operation}`;
      counts[name] ??= { calls: 0, throttled: 0, times: [] };
      counts[name].calls += 1;
      if (/Throttling|RequestLimitExceeded/.test(outcome)) counts[name].throttled += 1;
    }
    const served = aws.calls.filter(({ operation }) => operation === "SelectResourceConfig").map(({ at }) => at);
    process.send({ calls: aws.calls.length, counts, select: served.at(-1) - served[0] });
  });
});

/** Documents of about the size that AWS Config's have, a share of each type. */
function* estate(accounts, regions, perRegion, types) {
  const filler = "x".repeat(1200);
  for (const account of accounts)
    for (const region of regions)
      for (let n = 0; n < perRegion; n++) {
        const type = types[n % types.length];
        const name = `${type.split("::").at(-1).toLowerCase()}-${String(n).padStart(12, "0")}`;
        const id = `arn:aws:ec2:${region}:${account}:thing/${name}`;
        const place = { provider: "aws", account, region, type, id, name, resourceId: name };
        yield { ...place, tags: { team: "bench" }, configuration: { volumeId: name, encrypted: n % 9 > 0, filler } };
      }
}
