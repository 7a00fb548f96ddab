import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { vi } from "vitest";
import { App } from "@/App";
import { nobody } from "@/testing/people";

export type Reply = (url: URL, request: RequestInit) => unknown;

/** An answer at a revision, as records that can be edited carry it. */
export const at = (etag: string, body: unknown) => Response.json(body, { headers: { ETag: etag } });

/** The answer to what was deleted. */
export const nothing = () => new Response(null, { status: 204 });

/** Refuses a call with a problem document, or with any other body. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {}
}

/** What the header asks on every page; nobody has signed in unless a test says who has. */
const WHO = "GET /api/v1/me";

/**
 * Opens the app at an address, over an API that answers as the replies say.
 *
 * Returns every call that was made but the header's, newest last, and the address where the app
 * is. A reply of nothing is a 204.
 */
export function openAt(address: string, replies: Record<string, Reply>) {
  const calls: { url: URL; request: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (path: string, request: RequestInit = {}) => {
    const url = new URL(path, "http://enishi.test");
    const name = `${request.method ?? "GET"} ${url.pathname}`;
    if (name !== WHO) calls.push({ url, request });
    const reply = replies[name] ?? (name === WHO ? nobody : undefined);
    if (!reply) throw new TypeError(`nothing answers ${url.pathname}`);
    const body = reply(url, request);
    if (body instanceof Response) return body;
    if (body === undefined) return new Response(null, { status: 204 });
    if (body instanceof Refusal) return Response.json(body.body, { status: body.status });
    return Response.json(body);
  });
  const history = createMemoryHistory({ initialEntries: [address] });
  render(<App history={history} />);
  return {
    calls,
    asked: (pathname: string) => calls.filter(({ url }) => url.pathname === pathname),
    address: () => decodeURIComponent(history.location.href),
    back: () => history.back(),
  };
}
