export interface RawRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
}

/** The answer as it came: no model class comes between it and the document. */
export interface RawAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}
