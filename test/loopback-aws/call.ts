/** One call as it arrived, in the order of arrival. */
export interface Call {
  /** `config`, `sts`. */
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  /** The account of the credentials; undefined where they are not known here. */
  readonly account: string | undefined;
  readonly accessKeyId: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Milliseconds, from the clock the endpoint was started with. */
  readonly at: number;
  /** Set when it is answered: the error's name, the fault where that is no error of the service, or `ok`. */
  outcome: string;
}

/** The resource types that a call names, in whichever member its operation has for them. */
export function namesType({ input }: Pick<Call, "input">, type: string): boolean {
  const { resourceType, resourceTypes, resourceKeys, Expression } = input;
  if (resourceType === type) return true;
  if (Array.isArray(resourceTypes) && resourceTypes.includes(type)) return true;
  if (Array.isArray(resourceKeys) && resourceKeys.some((key) => key?.resourceType === type)) return true;
  return typeof Expression === "string" && Expression.includes(`'${type}'`);
}
