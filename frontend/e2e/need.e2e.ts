import { describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  QUESTION,
  scrollsSideways,
  searchFor,
  shoot,
  TOKEN,
  useBrowser,
  WIDTHS,
} from "./browser";

describe.each(WIDTHS)("at %d px", (width) => {
  const openAt = useBrowser();

  test("the board leads to a need, and the need to the firms that fit", async () => {
    const page = await openAt("/needs", width);
    await page.getByLabel("目的").selectOption({ label: "代替調達" });
    await page.getByRole("button", { name: "絞り込む" }).click();
    await page.waitForURL(/kind=alternative_sourcing/);
    const card = page.getByRole("article").first();
    await card.waitFor();
    expect(await card.innerText()).toContain("代替調達");
    const title = await card.getByRole("heading", { level: 2 }).innerText();

    await card.getByRole("link").first().click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByRole("heading", { name: "この探しものに合う企業" }).waitFor();
    await page.getByText("一致した理由").first().waitFor();
    await shoot(page, "journey-need", { whole: true });

    await page.getByRole("link", { name: "掲示板へもどる" }).click();
    await page.getByRole("heading", { level: 1, name: "掲示板" }).waitFor();
  });

  test("a need with faults is not sent: a summary leads to the inputs", async () => {
    const page = await openAt("/needs/new", width);
    await page.getByLabel("精度（μm）").fill("こまかい");
    await page.getByRole("button", { name: "確認へ進む" }).click();
    const summary = page.getByRole("alert");
    await summary.waitFor();
    await shoot(page, "journey-need-faults", { whole: true });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);

    await summary.getByRole("link", { name: /^精度/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("tolerance_um");
  });

  test("a wrong token is refused by the server and said at the token", async () => {
    const page = await openAt(searchFor(QUESTION).replace("/", "/needs/new"), width);
    await page.getByLabel("事務局トークン").fill("wrong");
    await page.getByRole("button", { name: "確認へ進む" }).click();
    await page.getByRole("button", { name: "掲示する" }).click();
    await page.getByRole("alert").waitFor();

    expect(await page.getByLabel("事務局トークン").getAttribute("aria-invalid")).toBe("true");
  });

  test.skipIf(!TOKEN)(
    "an unknown firm is refused at its input; corrected, the need is posted and matched",
    async () => {
      const address = searchFor(QUESTION, "&purpose=joint_development&lot=200");
      const page = await openAt(address.replace("/", "/needs/new"), width);
      await page.getByLabel("くわしい内容").fill("海水にさらされる取っ手。月に200個ほど。");
      await page.getByLabel("探している企業").fill("そんな番号はない");
      await page.getByLabel("事務局トークン").fill(TOKEN ?? "");
      await page.getByRole("button", { name: "確認へ進む" }).click();
      await page.getByRole("heading", { name: "内容を確かめる" }).waitFor();
      await shoot(page, "journey-need-check", { whole: true });
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole("button", { name: "掲示する" }).click();
      await page.getByRole("alert").waitFor();
      expect(await page.getByLabel("探している企業").getAttribute("aria-invalid")).toBe("true");

      await page.getByLabel("探している企業").fill("");
      await page.getByRole("button", { name: "確認へ進む" }).click();
      await page.getByRole("button", { name: "掲示する" }).click();
      await page.getByText("掲示しました").waitFor();
      await page.getByText("一致した理由").first().waitFor();
      await shoot(page, "journey-need-posted");

      expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(QUESTION);
    },
  );
});
