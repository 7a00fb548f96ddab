import { stringifySearch } from "@/lib/address";
import { CallError } from "@/lib/problem";

/** One call as the generated types describe it: `SearchData`, `CreateNeedData` and so on. */
interface Call {
  url: string;
  path?: Record<string, string>;
  query?: object;
  body?: unknown;
}

interface Options {
  method?: "GET" | "POST";
  signal?: AbortSignal;
  /** The operator's token, which every write needs. */
  token?: string;
}

/**
 * Asks the API and returns its answer.
 *
 * `Data` is the call's generated type, so that a path or parameter that the API does not
 * have fails to compile. Throws CallError when there is no answer or when it is a refusal.
 */
export async function call<Data extends Call, Answer>(
  { url, path, query, body }: Data,
  { token, ...options }: Options = {},
): Promise<Answer> {
  const response = await fetch(addressOf(url, path, query), {
    ...options,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(token && { Authorization: `Bearer ${token}` }),
    },
  }).catch((error: unknown) => {
    throw options.signal?.aborted ? error : new CallError(undefined, error);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new CallError(response.status, answer);
  return answer as Answer;
}

function addressOf(url: string, path: Record<string, string> = {}, query: object = {}): string {
  const filled = url.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? ""));
  return filled + stringifySearch({ ...query });
}
