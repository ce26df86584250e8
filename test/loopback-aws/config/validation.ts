import { ServiceError } from "../answer.ts";

/** Highest `limit` of every list of AWS Config. */
export const MAX_LIMIT = 100;

/** The limit asked for; `standard` where none is, or 0. */
export function limitOf(value: unknown, standard: number): number {
  if (value === undefined || value === null || value === 0) return standard;
  if (typeof value === "number" && value > 0 && value <= MAX_LIMIT) return value;
  throw new ServiceError(
    "InvalidLimitException",
    `The specified limit ${String(value)} is outside the allowable range`,
  );
}

export function textOf(input: Readonly<Record<string, unknown>>, key: string): string {
  const value = input[key];
  if (typeof value === "string" && value !== "") return value;
  throw validationError(`Value null at '${key}' failed to satisfy constraint: Member must not be null`);
}

/** The list of that name; empty where it is missing. */
export function listOf(input: Readonly<Record<string, unknown>>, key: string, most: number, least = 0): unknown[] {
  const value = input[key] ?? [];
  if (!Array.isArray(value)) throw validationError(`Value at '${key}' is no list`);
  if (value.length > most || value.length < least) {
    throw validationError(
      `Value at '${key}' failed to satisfy constraint: Member must have length between ${least} and ${most}`,
    );
  }
  return value;
}

export function validationError(problem: string): ServiceError {
  return new ServiceError("ValidationException", `1 validation error detected: ${problem}`);
}

export function noRecorder(): ServiceError {
  return new ServiceError(
    "NoAvailableConfigurationRecorderException",
    "There are no configuration recorders available to provide the role needed to describe your resources",
  );
}
