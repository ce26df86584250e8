import type { QuestionName } from "../../model/rule.ts";
import { closedToInternet } from "./closed-to-internet.ts";
import { customerManagedKey } from "./customer-managed-key.ts";
import { grantsNone } from "./grants-none.ts";
import type { Question } from "./question.ts";
import { requiresTls } from "./requires-tls.ts";

/** Every common question. To add one, add a file here and a line in this table. */
export const QUESTIONS: Readonly<Record<QuestionName, Question>> = {
  closed_to_internet: closedToInternet,
  grants_none: grantsNone,
  requires_tls: requiresTls,
  customer_managed_key: customerManagedKey,
};
