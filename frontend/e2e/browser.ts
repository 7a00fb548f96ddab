import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

export const BASE = process.env.ENISHI_BASE_URL ?? "http://127.0.0.1:8000";
/** Links by which somebody of a firm, and a coordinator of its chamber, sign in: once each. */
export const MEMBER = process.env.ENISHI_SIGN_IN_LINK;
export const COORDINATOR = process.env.ENISHI_COORDINATOR_LINK;
/** The link of somebody who has never signed in before. */
export const NEWCOMER = process.env.ENISHI_NEWCOMER_LINK;
export const WIDTHS = [1280, 320];
const TELEPHONE = { width: 320, height: 640 };

/** Pictures are taken where somebody wants to look at them. */
const PICTURES = process.env.ENISHI_SCREENSHOTS;
export const SHOTS = PICTURES ?? process.env.ENISHI_E2E_FOLDER ?? "test-results";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What keeps somebody signed in, in as many browsers as a journey needs. */
export type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A question that the demonstration corpus answers with more than one page. */
export const QUESTION = "塩水で錆びない取っ手を削り出せるところ";

/** Conditions that no firm can meet together, of which dropping one finds firms. */
export const IMPOSSIBLE = `&cluster=${encodeURIComponent("浜松")}&prefecture=${encodeURIComponent("沖縄県")}`;

/** One browser a file; every page is fresh, and no request of it may leave the origin. */
export function useBrowser() {
  let browser: Browser;
  const requests: string[] = [];
  let contexts: BrowserContext[] = [];

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });

  // Pages left open go on working beside the next test.
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });

  afterAll(async () => {
    await browser.close();
    const elsewhere = requests.filter((url) => !url.startsWith(`${new URL(BASE).origin}/`));
    expect(elsewhere, "requests that left the origin").toEqual([]);
  });

  return async function openAt(
    address: string,
    width = 1280,
    as?: string | Session,
  ): Promise<Page> {
    const context = await browser.newContext({
      baseURL: BASE,
      locale: "ja-JP",
      reducedMotion: "reduce",
      storageState: typeof as === "string" ? undefined : as,
      viewport: { width, height: width < 600 ? 640 : 900 },
    });
    contexts.push(context);
    if (typeof as === "string") await signIn(context, as);
    const page = await context.newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => expect.soft(error, "error on the page").toBeUndefined());
    await page.addInitScript(watchLayoutShifts);
    await page.goto(address, { waitUntil: "networkidle" });
    return page;
  };
}

/** A link opens one session, which every page of every file then shares. */
async function signIn(context: BrowserContext, link: string) {
  const token = link.split("#")[1] ?? "";
  const mark = createHash("sha256").update(token).digest("hex").slice(0, 16);
  const kept = `${SHOTS}/session-${mark}.json`;
  if (!existsSync(kept)) {
    const answer = await context.request.post("/api/v1/auth/links/redeem", {
      data: { token },
      headers: { Origin: new URL(BASE).origin },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    writeFileSync(kept, JSON.stringify(await context.cookies()), { mode: 0o600 });
  }
  await context.addCookies(JSON.parse(readFileSync(kept, "utf8")));
}

function watchLayoutShifts() {
  const shifts: number[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!shift.hadRecentInput) shifts.push(shift.value);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** How far the page moved under the reader's eyes (CLS). */
export async function layoutShift(page: Page): Promise<number> {
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  return shifts.reduce((sum, value) => sum + value, 0);
}

/** What axe finds wrong, a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    // Style sheets are not read a second time: only the turning of telephones is told by them.
    const { violations } = await axe.run({ resultTypes: ["violations"], preload: false });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

export async function shoot(page: Page, name: string, options: { whole?: boolean } = {}) {
  if (!PICTURES) return;
  const width = page.viewportSize()?.width;
  await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: options.whole });
}

/** What every page has to be: without faults, still while it loads, and whole on a telephone. */
export async function beSound(page: Page, name: string) {
  await shoot(page, name, { whole: true });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await layoutShift(page)).toBeLessThan(0.05);
  await page.setViewportSize(TELEPHONE);
  await shoot(page, name, { whole: true });
  expect(await scrollsSideways(page)).toBe(false);
}

export async function printOnPaper(page: Page, name: string) {
  if (!PICTURES) return;
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: `${SHOTS}/${name}-print.png`, fullPage: true });
  await page.pdf({ path: `${SHOTS}/${name}.pdf`, preferCSSPageSize: true });
  await page.emulateMedia({ media: "screen" });
}

export function addressOf(page: Page): string {
  return decodeURIComponent(page.url()).replace(/\+/g, " ");
}

export const searchFor = (question: string, more = "") =>
  `/?q=${encodeURIComponent(question)}${more}`;
