/**
 * The closed vocabularies of demarc. One word, one meaning: code, YAML, command line and reports use
 * exactly these.
 */

/** The outcomes of one rule on one resource. Every pair gets exactly one. */
export const OUTCOMES = ["pass", "fail", "not_applicable", "inherited", "manual", "unknown"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Worst first: the index is the rank. */
export const SEVERITIES = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who can answer for a duty. */
export const PARTIES = ["customer", "provider", "shared"] as const;
export type Party = (typeof PARTIES)[number];

/**
 * What the model says about one layer of one resource. Besides the three parties: `n/a`: the layer does not exist for
 * this type; `delegate-parent`: it is decided and reported on the parent resource; `undetermined`: a field needed for
 * the decision could not be read.
 */
export const LAYER_STATES = [...PARTIES, "n/a", "delegate-parent", "undetermined"] as const;
export type LayerState = (typeof LAYER_STATES)[number];

/** One slice of the stack a duty can sit on, from the building to the user's laptop. */
export const LAYERS = [
  "facility",
  "hardware",
  "physical-network",
  "virtualization",
  "control-plane",
  "os",
  "runtime",
  "application",
  "network-controls",
  "service-config",
  "identity",
  "encryption",
  "data",
  "logging",
  "resilience",
  "client-endpoints",
] as const;
export type Layer = (typeof LAYERS)[number];

/** NIST SP 800-145 models; `caas` and `faas` roll up to `paas`; `on_prem` is the customer's own host joined to a cloud. */
export const SERVICE_MODELS = ["iaas", "caas", "faas", "paas", "saas", "on_prem"] as const;
export type ServiceModel = (typeof SERVICE_MODELS)[number];

/** How much the meaning of a rule may still change; only `stable` rules can fail a run. */
export const RULE_STATUSES = ["experimental", "stable", "deprecated"] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

/**
 * How much must have been read before demarc can say "there is none". In Azure, `account` is the subscription and
 * `organization` the tenant.
 */
export const WITHIN = ["region", "account", "organization"] as const;
export type Within = (typeof WITHIN)[number];

/** Whether `a` is at least as severe as `b`. */
export function isAtLeast(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b);
}
