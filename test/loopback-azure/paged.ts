import type { Answer } from "./answer.ts";

const TOKENS = ["$skipToken", "$skiptoken"];

/** One page of a list; other answers as they are. The next page is named once as `$skipToken`, once as `%24skiptoken`. */
export function paged(answer: Answer, url: URL, pageSize: number): Answer {
  const value = (answer.body as { readonly value?: unknown }).value;
  if (answer.status !== 200 || !Array.isArray(value)) return answer;
  const start = Number(TOKENS.map((name) => url.searchParams.get(name)).find((found) => found !== null) ?? 0);
  const end = start + pageSize;
  if (end >= value.length) return { ...answer, body: { value: value.slice(start) } };
  const rest = [...url.searchParams].filter(([name]) => !TOKENS.includes(name));
  const query = rest.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join("&");
  const token = (start / pageSize) % 2 === 0 ? "$skipToken" : "%24skiptoken";
  return {
    ...answer,
    body: { value: value.slice(start, end), nextLink: `${url.origin}${url.pathname}?${query}&${token}=${end}` },
  };
}
