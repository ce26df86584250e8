import { describe, expect, it } from "vitest";
import { OPERATOR_NAMES, QUANTIFIERS, QUESTION_NAMES } from "../../src/model/rule.ts";
import { LAYERS, OUTCOMES, PARTIES, SERVICE_MODELS, SEVERITIES } from "../../src/model/words.ts";

/**
 * The vocabulary of `language: 1` is frozen: people's rules are written in it. A word may be added in a later version
 * of the language; none of these may go or change its meaning.
 */
describe("language 1", () => {
  it("has these operators", () => {
    expect(OPERATOR_NAMES.join(" ")).toBe(
      "is equals not_equals one_of not_one_of at_least at_most contains_all contains_any like mentions_all matches " +
        "version_at_least in_support tls_at_least age_at_most age_at_least ahead_at_least ahead_at_most",
    );
  });

  it("has these quantifiers and common questions", () => {
    expect(QUANTIFIERS.join(" ")).toBe("some every none count");
    expect(QUESTION_NAMES.join(" ")).toBe("closed_to_internet grants_none requires_tls customer_managed_key");
  });

  it("has these words of responsibility and judgement", () => {
    expect(OUTCOMES.join(" ")).toBe("pass fail not_applicable inherited manual unknown");
    expect(PARTIES.join(" ")).toBe("customer provider shared");
    expect(SEVERITIES.join(" ")).toBe("critical high medium low info");
    expect(SERVICE_MODELS.join(" ")).toBe("iaas caas faas paas saas on_prem");
    expect(LAYERS.join(" ")).toBe(
      "facility hardware physical-network virtualization control-plane os runtime application network-controls " +
        "service-config identity encryption data logging resilience client-endpoints",
    );
  });
});
