import type { Page } from "playwright-core";
import { expect } from "vitest";

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
