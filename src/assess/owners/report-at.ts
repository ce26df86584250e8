/** Keys and places in lists that lead to a value of `owners.yaml`. */
export type Path = readonly (string | number)[];

/** Says what is wrong at a place of `owners.yaml`, and how to mend it. */
export type Report = (path: Path, code: string, message: string, help?: string) => void;
