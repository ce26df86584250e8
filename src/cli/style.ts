import { PLAIN, type Style } from "../report/style.ts";
import type { ColorLevel } from "./color.ts";

export async function styleOf(level: ColorLevel): Promise<Style> {
  if (level === 0) return PLAIN;
  const { Chalk } = await import("chalk");
  const { bold, dim, red, yellow, green, cyan } = new Chalk({ level });
  return { bold, dim, red, yellow, green, cyan };
}
