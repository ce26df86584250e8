import * as z from "zod";
import { isDay } from "./days.ts";

/** Words of a person, as they stand in more than one of the files that people write. */
export const TEXT = z.string().regex(/\S/, { error: "empty text" });

/** A day of the calendar, `2027-03-31`. */
export const DAY = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "a day is written 2027-03-31", abort: true })
  .refine(isDay, { error: "there is no such day" });
