import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  addressOf,
  IMPOSSIBLE,
  layoutShift,
  printOnPaper,
  QUESTION,
  scrollsSideways,
  searchFor,
  shoot,
  useBrowser,
  WIDTHS,
} from "./browser";

const cards = (page: Page) => page.getByRole("article");
const count = (page: Page) => page.getByRole("status").innerText();
const counted = (page: Page) => page.getByRole("status").filter({ hasText: /件/ }).waitFor();

async function openFacets(page: Page) {
  const button = page.getByRole("button", { name: "絞り込む" });
  if (await button.isVisible()) await button.click();
}

describe.each(WIDTHS)("at %d px", (width) => {
  const openAt = useBrowser();

  test("a question leads to reasons, to a firm, and back to where one was", async () => {
    const page = await openAt("/", width);
    await page.getByLabel("探しもの").fill(QUESTION);
    await page.getByRole("button", { name: "さがす" }).click();
    await cards(page).first().waitFor();

    expect(addressOf(page)).toContain(`q=${QUESTION}`);
    const card = cards(page).first();
    expect(await card.innerText()).toMatch(
      /一致度\s*(高い|中|低い)[\s\S]*一致した理由[\s\S]*意味が近い/,
    );
    const name = await card.getByRole("heading", { level: 3 }).innerText();
    await shoot(page, "journey-results", { whole: true });

    await card.getByRole("link", { name: /^企業を見る/ }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    expect(await page.locator("body").innerText()).toContain("できること");
    await page.getByRole("link", { name: "検索結果へもどる" }).click();
    await counted(page);

    expect(await page.getByLabel("探しもの").inputValue()).toBe(QUESTION);
    expect(await cards(page).first().innerText()).toContain(name);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name }).waitFor();
  });

  test("words that both texts share are marked in the firm's own words", async () => {
    const page = await openAt(searchFor("ステンレスの切削"), width);
    await cards(page).first().waitFor();

    const marks = await page.locator("article mark").allInnerTexts();
    expect(marks.length).toBeGreaterThan(0);
    expect(marks.some((mark) => "ステンレスの切削".includes(mark))).toBe(true);
  });

  test("facets and chips live in the address; Back and links bring them back", async () => {
    const page = await openAt(searchFor(QUESTION), width);
    await counted(page);
    const before = await count(page);
    await openFacets(page);
    const box = page.getByRole("group", { name: "産地" }).locator("input:enabled").first();
    await box.check();
    const chip = page.getByRole("link", { name: /を外す$/ }).first();
    await chip.waitFor();
    await counted(page);

    const narrowed = page.url();
    expect(new URL(narrowed).searchParams.getAll("cluster")).toHaveLength(1);
    expect(await page.getByLabel("探しもの").inputValue()).toBe(QUESTION);

    const linked = await openAt(narrowed, width);
    await counted(linked);
    expect(await count(linked)).toBe(await count(page));

    await chip.click();
    await page.waitForURL((url) => !url.searchParams.has("cluster"));
    await counted(page);
    expect(await count(page)).toBe(before);
    await page.goBack();
    await page.waitForURL(narrowed);
    expect(await page.getByRole("link", { name: /を外す$/ }).count()).toBeGreaterThan(0);
  });

  test("filtering moves nothing but what was asked for", async () => {
    const page = await openAt(searchFor(QUESTION), width);
    await counted(page);
    await openFacets(page);
    await page.getByRole("group", { name: "産地" }).locator("input:enabled").first().check();
    await counted(page);

    expect(await layoutShift(page)).toBeLessThan(0.05);
  });

  test("conditions in numbers are checked on the page and judged on the cards", async () => {
    const page = await openAt(searchFor(QUESTION), width);
    await page.getByText("数値の条件をつける").click();
    await page.getByLabel("ロット（個）").fill("たくさん");
    await page.getByRole("button", { name: "さがす" }).click();
    await page.getByText("ロットは、1以上の整数で入力してください").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByLabel("ロット（個）").fill("２００個");
    await page.getByRole("button", { name: "さがす" }).click();
    await page.getByRole("link", { name: "200 個 を外す" }).waitFor();
    await counted(page);

    expect(new URL(page.url()).searchParams.get("lot")).toBe("200");
    expect(await page.locator("body").innerText()).toMatch(/満たす：|不明：/);
    await shoot(page, "journey-conditions", { whole: true });
  });

  test("a search that finds nothing offers the one condition to drop, and dropping it finds firms", async () => {
    const page = await openAt(searchFor(QUESTION, IMPOSSIBLE), width);
    await page.getByText("条件に合う相手は見つかりませんでした").waitFor();
    await shoot(page, "journey-nothing");
    expect(await page.getByRole("link", { name: "この条件で掲示する" }).count()).toBe(1);

    await page
      .getByRole("link", { name: /条件を外すと\d+件見つかります/ })
      .first()
      .click();
    await cards(page).first().waitFor();

    expect(new URL(page.url()).searchParams.has("prefecture")).toBe(false);
  });

  test("more results come below, with the focus on the first of them", async () => {
    const page = await openAt(searchFor("切削"), width);
    const more = page.getByRole("button", { name: "もっと見る" });
    await more.waitFor();
    const shown = await cards(page).count();
    await more.click();
    await expect.poll(() => cards(page).count()).toBeGreaterThan(shown);

    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe(await cards(page).nth(shown).getByRole("heading", { level: 3 }).innerText());
  });

  test("an alternative to a firm is sought elsewhere, and the preference can be turned off", async () => {
    const page = await openAt(searchFor(QUESTION), width);
    await cards(page)
      .first()
      .getByRole("link", { name: /^代わりもさがす/ })
      .click();
    const toggle = page.getByRole("switch", { name: "別の産地を優先" });
    await toggle.waitFor();

    expect(new URL(page.url()).searchParams.get("purpose")).toBe("alternative_sourcing");
    await toggle.click();
    await page.waitForURL(/prefer_other_clusters=false/);
    await page.locator('[role="switch"][aria-checked="false"]').waitFor();
    expect(await scrollsSideways(page)).toBe(false);
  });

  test("without an index the page says what to do, in Japanese", async () => {
    const page = await openAt("/", width);
    await page.route("**/api/v1/search?*", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({
          type: "/problems/index-unavailable",
          title: "検索できません",
          status: 503,
          detail: "索引がありません",
          title_en: "search unavailable",
          detail_en: "no index",
          errors: [],
        }),
      }),
    );
    await page.getByLabel("探しもの").fill(QUESTION);
    await page.keyboard.press("Enter");
    await page.getByText("検索の準備ができていません").waitFor();
    await shoot(page, "journey-503");

    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe("with the keyboard only", () => {
  const openAt = useBrowser();

  async function tabTo(page: Page, text: RegExp) {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
      if (text.test(focused)) return;
    }
    throw new Error(`Tab never reached ${text}`);
  }

  test.each(WIDTHS)("one gets from the start to a firm and back at %d px", async (width) => {
    const page = await openAt("/", width);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("本文へ移動");

    await page.keyboard.press("/");
    await page.keyboard.type("ステンレスの切削");
    await page.keyboard.press("Enter");
    await counted(page);
    await cards(page).first().waitFor();
    await page.getByRole("link", { name: "検索結果へ移動" }).waitFor({ state: "attached" });
    await tabTo(page, /^検索結果へ移動$/);
    await page.keyboard.press("Enter");
    const name = await cards(page).first().getByRole("heading", { level: 3 }).innerText();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    await shoot(page, "journey-keyboard");

    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await counted(page);
    expect(addressOf(page)).toContain("q=ステンレスの切削");
  });
});

describe("on paper", () => {
  const openAt = useBrowser();

  test("a firm prints without menus and buttons", async () => {
    const page = await openAt(searchFor(QUESTION));
    await cards(page)
      .first()
      .getByRole("link", { name: /^企業を見る/ })
      .click();
    await page.getByRole("heading", { name: "できること" }).waitFor();
    await printOnPaper(page, "firm");
    await page.emulateMedia({ media: "print" });

    expect(await page.getByRole("navigation").isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "印刷する" }).isVisible()).toBe(false);
    expect(await page.getByText(/^出典：/).isVisible()).toBe(true);
  });
});
