import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { BASE, SHOTS } from "./browser";

/**
 * Signs a page in as a person does: by the link of the e-mail, its button, and the terms.
 *
 * A link works once, so the cookies are kept for the page that comes by it after that.
 */
export async function signInByHand(page: Page, link: string) {
  const token = link.slice(link.indexOf("#") + 1);
  const kept = `${SHOTS}/newcomer-${token.slice(0, 8)}.json`;
  if (existsSync(kept)) {
    await page.context().addCookies(JSON.parse(readFileSync(kept, "utf8")));
    return;
  }
  await page.goto(`${BASE}/sign-in#${token}`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "サインインする" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  if (new URL(page.url()).pathname === "/terms") {
    await page.getByRole("button", { name: "同意して進む" }).click();
    await page.waitForURL((url) => url.pathname !== "/terms");
  }
  writeFileSync(kept, JSON.stringify(await page.context().cookies()), { mode: 0o600 });
}
