import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { vi } from "vitest";
import { App } from "@/App";

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

/**
 * Opens the app at an address, over an API that answers as the replies say.
 *
 * Returns every call that was made, newest last, and the address where the app is.
 */
export function openAt(address: string, replies: Record<string, Reply>) {
  const calls: { url: URL; request: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (path: string, request: RequestInit = {}) => {
    const url = new URL(path, "http://enishi.test");
    calls.push({ url, request });
    const reply = replies[`${request.method ?? "GET"} ${url.pathname}`];
    if (!reply) throw new TypeError(`nothing answers ${url.pathname}`);
    const body = reply(url, request);
    if (body instanceof Response) return body;
    return body instanceof Refusal
      ? Response.json(body.body, { status: body.status })
      : Response.json(body);
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
