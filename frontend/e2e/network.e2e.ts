import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  COORDINATOR,
  layoutShift,
  MEMBER,
  printOnPaper,
  scrollsSideways,
  shoot,
  useBrowser,
} from "./browser";

/** What every page of the networks has to be. */
async function beSound(page: Page, name: string) {
  await shoot(page, `network-${name}`, { whole: true });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  expect(await layoutShift(page)).toBeLessThan(0.05);
}

describe.skipIf(!MEMBER || !COORDINATOR)("the networks", () => {
  const openAt = useBrowser();

  test("a coordinator goes from the picture to the report, and tries an introduction", async () => {
    const page = await openAt("/networks/燕三条", 1280, COORDINATOR);
    await page.getByRole("figure").getByText("二重の丸は「橋」です", { exact: false }).waitFor();
    await beSound(page, "picture");
    const slider = page.getByRole("slider", { name: "いつまでの関係を見るか" });
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL(/until=\d{4}-\d{2}/);

    await page.getByRole("link", { name: "固定化の報告" }).click();
    await page.getByRole("heading", { name: "指数の内訳" }).waitFor();
    await page.getByRole("checkbox").first().check();
    await page.getByRole("button", { name: "この紹介が成り立ったら" }).click();
    const tried = page.getByRole("table", { name: "試した結果" });
    expect(await tried.getByRole("row", { name: /^固定化の指数/ }).innerText()).toMatch(
      /\d+\.\d[\s\S]*\d+\.\d/,
    );
    await beSound(page, "report");
    await printOnPaper(page, "network-report");
  });

  test("a firm sees its own ties as a table on a telephone, and whom it would not have thought of", async () => {
    const page = await openAt("/networks/燕三条", 320, MEMBER);
    await page.getByText("見せてよいと決めた企業どうし", { exact: false }).waitFor();
    await page.getByRole("table", { name: "企業" }).waitFor();
    await beSound(page, "table");

    await page.goto("/my/suggestions", { waitUntil: "networkidle" });
    await page.getByRole("heading", { level: 1, name: "今週の提案" }).waitFor();
    await page.getByRole("link", { name: "思いつかなかった相手" }).click();
    await page.getByRole("article").first().getByText("目安 33 %").waitFor();
    await beSound(page, "partners");
  });
});
