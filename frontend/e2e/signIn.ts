import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { BASE, SHOTS } from "./browser";

/** A link of somebody who administers a firm, and whom no other journey signs in. */
export const SIGN_IN_LINK = process.env.ENISHI_ACCOUNT_LINK;

/**
 * Signs a fresh page in by a link, agrees to the terms, and leaves it where that leads.
 *
 * A link works once, so the cookies are kept for whoever signs in by it after that.
 */
export async function signIn(page: Page, link: string) {
  const token = link.slice(link.indexOf("#") + 1);
  const kept = `${SHOTS}/cookies-${token.slice(0, 8)}.json`;
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
