import type { RunRule } from "../../src/model/run.ts";

/** What a hostile tag, name or description may hold: escapes, bidi, new lines, markup, a prototype key's name. */
export const HOSTILE =
  "evil\u001b[2J\u001b]8;;https://example.invalid\u0007\u009b31m\u202Etxt.exe\n::error::x\r\u0000</script>|`\ud800";

export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";
export const SUBSCRIPTION = "3f2b8c1e-5a47-4d0b-9c61-7e0f2a9d4b10";

function rule(
  fields: Partial<RunRule> & Pick<RunRule, "id" | "title" | "failure_title" | "severity" | "layer">,
): RunRule {
  return {
    status: "stable",
    types: ["AWS::S3::Bucket"],
    owner_role: null,
    consulted: [],
    question: `${fields.title}?`,
    why: "Because what is open to everybody is read by somebody.",
    fix: { summary: "Close it, and let in by name whoever needs it.", effort: "low" },
    manual: null,
    controls: { "nist-800-53-r5": ["AC-3"] },
    references: ["https://example.invalid/doc"],
    ...fields,
  };
}

export const SSH = rule({
  id: "aws-ec2-security-group-ssh-closed-to-world",
  title: "Security group does not open SSH to the world",
  failure_title: "Security group opens SSH to the world",
  severity: "high",
  layer: "network-controls",
  fix: {
    summary: "Limit port 22 to known addresses, or close it and use a session manager.",
    effort: "low",
    cli: "aws ec2 revoke-security-group-ingress --group-id sg-1",
  },
});
export const PUBLIC_BUCKET = rule({
  id: "aws-s3-bucket-public-access-blocked",
  title: "Bucket blocks public access",
  failure_title: "Bucket does not block public access",
  severity: "critical",
  layer: "service-config",
});
export const STORAGE_TLS = rule({
  id: "azure-storage-account-tls-current",
  title: "Storage account asks for current TLS",
  failure_title: "Storage account accepts outdated TLS",
  severity: "medium",
  layer: "encryption",
});
export const NAMES = rule({
  id: "aws-s3-bucket-names-odd",
  title: "Bucket has a plain name",
  failure_title: `Bucket is called ${HOSTILE}`,
  severity: "info",
  status: "experimental",
  layer: "data",
  fix: null,
});
export const PATCHES = rule({
  id: "aws-ec2-instance-patched",
  title: "Instance has its patches",
  failure_title: "Instance lacks patches",
  severity: "high",
  layer: "os",
});
export const DRILL = rule({
  id: "org-restore-drill-held",
  title: "A restore is tried every year",
  failure_title: "No restore was tried this year",
  severity: "low",
  layer: "resilience",
  fix: null,
  manual: { question: "When was a restore last tried?", evidence: ["minutes of the drill"] },
});
