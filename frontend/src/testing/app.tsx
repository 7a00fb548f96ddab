import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { vi } from "vitest";
import { App } from "@/App";

/** Answers with a body and the revision that it shows. */
export class Revision {
  constructor(
    readonly etag: string,
    readonly body: unknown,
  ) {}
}

export type Reply = (url: URL, request: RequestInit) => unknown;

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
    if (body instanceof Refusal) return Response.json(body.body, { status: body.status });
    return body instanceof Revision
      ? Response.json(body.body, { headers: { ETag: body.etag } })
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
