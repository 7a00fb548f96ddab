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
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  signal?: AbortSignal;
  /** The operator's token. */
  token?: string;
  /** The revision that was read, for what can be edited. */
  etag?: string;
}

/** Sent with every write of somebody signed in; what `GET /me` said last. */
let csrf: string | undefined;

export function rememberCsrf(token: string | null | undefined) {
  csrf = token ?? undefined;
}

/**
 * Asks the API and returns its answer.
 *
 * `Data` is the call's generated type, so that a path or parameter that the API does not
 * have fails to compile. Throws CallError when there is no answer or when it is a refusal.
 */
export async function call<Data extends Call, Answer>(
  asked: Data,
  options?: Options,
): Promise<Answer> {
  return (await callTagged<Data, Answer>(asked, options)).record;
}

/** An answer with the revision of what it shows, to be sent back as `etag`. */
export interface Tagged<Answer> {
  record: Answer;
  etag?: string;
}

export async function callTagged<Data extends Call, Answer>(
  { url, path, query, body }: Data,
  { token, etag, ...options }: Options = {},
): Promise<Tagged<Answer>> {
  const response = await fetch(addressOf(url, path, query), {
    ...options,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: {
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(csrf && options.method && { "X-Enishi-CSRF": csrf }),
      ...(etag && { "If-Match": etag }),
    },
  }).catch((error: unknown) => {
    throw options.signal?.aborted ? error : new CallError(undefined, error);
  });
  const answer: unknown =
    response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw new CallError(response.status, answer);
  return { record: answer as Answer, etag: response.headers.get("ETag") ?? undefined };
}

function addressOf(url: string, path: Record<string, string> = {}, query: object = {}): string {
  const filled = url.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? ""));
  return filled + stringifySearch({ ...query });
}
