import { own } from "../../../inventory/json-text.ts";
import { noneOn } from "./aws.ts";
import type { AccountFact } from "./fact.ts";
import { pick } from "./fact.ts";

export const ACCOUNT_FACTS: readonly AccountFact[] = [
  {
    path: "@account.security_contact",
    per: "account",
    read: async (aws) => {
      const asked = aws.ask("account", "GetAlternateContact", { AlternateContactType: "SECURITY" });
      const answer = await noneOn(["ResourceNotFoundException"], asked);
      return answer && pick(own(answer, "AlternateContact"), ["EmailAddress", "Name", "PhoneNumber", "Title"]);
    },
  },
  {
    path: "@s3control.public_access_block",
    per: "account",
    read: async (aws) => {
      const asked = aws.ask("s3-control", "GetPublicAccessBlock", { AccountId: aws.account });
      const answer = await noneOn(["NoSuchPublicAccessBlockConfiguration"], asked);
      return answer && own(answer, "PublicAccessBlockConfiguration");
    },
  },
];
