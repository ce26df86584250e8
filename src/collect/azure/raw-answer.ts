export interface RawRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
}

/** The bytes as they came: no model class stands between them and the document. */
export interface RawAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}
