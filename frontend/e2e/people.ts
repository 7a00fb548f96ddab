import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Session } from "./browser";

/** Signs the page in by a link, which works once, and returns what keeps its reader signed in. */
export async function signIn(page: Page, link: string): Promise<Session> {
  const token = new URL(link).hash.slice(1);
  await ask(page, "POST", "/auth/links/redeem", { token });
  return page.context().storageState();
}

/** Asks the API from within a page, as its scripts would. */
export async function ask<Answer>(
  page: Page,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const { status, answer } = await page.evaluate(
    async ([method, path, body]) => {
      const me = await (await fetch("/api/v1/me")).json();
      const response = await fetch(`/api/v1${path}`, {
        method,
        headers: {
          "Content-Type": "application/json",
          ...(me.csrf_token && { "X-Enishi-CSRF": me.csrf_token }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return { status: response.status, answer: await response.json() };
    },
    [method, path, body] as const,
  );
  expect(status, `${method} ${path}: ${JSON.stringify(answer)}`).toBeLessThan(300);
  return answer;
}
