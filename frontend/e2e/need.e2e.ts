import { describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  COORDINATOR,
  MEMBER,
  QUESTION,
  scrollsSideways,
  searchFor,
  shoot,
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

  test("signed out, what was typed stays, and the way in is shown in place of the button", async () => {
    const page = await openAt(searchFor(QUESTION).replace("/", "/needs/new"), width);
    await page.locator("#description").fill("海水にさらされる取っ手。");
    await page.getByRole("button", { name: "確認へ進む" }).click();
    const way = page.getByRole("link", { name: "サインインする" });
    await way.waitFor();
    expect(await way.getAttribute("href")).toMatch(/^\/sign-in\?next=%2Fneeds%2Fnew/);
    expect(await page.getByRole("button", { name: "掲示する" }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.reload({ waitUntil: "networkidle" });
    await page.getByText("海水にさらされる取っ手。").waitFor();
  });

  test.skipIf(!MEMBER)(
    "a firm posts a need with its name kept back, answers a match, and takes the need down",
    async () => {
      const address = searchFor(QUESTION, "&purpose=joint_development&lot=200");
      const page = await openAt(address.replace("/", "/needs/new"), width, MEMBER);
      await page.locator("#description").fill("海水にさらされる取っ手。月に200個ほど。");
      await page.getByLabel("社名を伏せる").check();
      await page.getByRole("button", { name: "確認へ進む" }).click();
      await page.getByText("社名を伏せて掲示します").waitFor();
      await shoot(page, "journey-need-check", { whole: true });
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole("button", { name: "掲示する" }).click();
      await page.getByText("掲示しました").waitFor();
      await page.getByText("一致した理由").first().waitFor();
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(QUESTION);

      await page
        .getByRole("button", { name: /^会いたい/ })
        .first()
        .click();
      await page.getByText(/「会いたい」と記録しました|お預かりしました/).waitFor();
      await shoot(page, "journey-need-posted");
      expect(await accessibilityFaults(page)).toEqual([]);

      const stranger = await openAt(page.url(), width);
      await stranger.getByText("名前を伏せています").waitFor();

      await page.getByRole("link", { name: "自社の探しもの" }).click();
      const own = page.getByRole("article").filter({ hasText: QUESTION });
      await own.first().waitFor();
      let before = 0;
      await expect
        .poll(async () => {
          before = await own.count();
          return before;
        })
        .toBeGreaterThan(0);
      await own
        .first()
        .getByRole("button", { name: /^名前を出す/ })
        .click();
      await page.getByText("名前を出しました").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await own
        .first()
        .getByRole("button", { name: /^取り下げる/ })
        .click();
      await page.getByRole("button", { name: "はい、取り下げる" }).click();
      await page.getByText("取り下げました").waitFor();
      await expect.poll(() => own.count()).toBe(before - 1);
    },
  );

  test.skipIf(!COORDINATOR)("an unknown firm is refused at its input", async () => {
    const page = await openAt(searchFor(QUESTION).replace("/", "/needs/new"), width, COORDINATOR);
    await page.getByLabel("探している企業").fill("そんな番号はない");
    await page.getByRole("button", { name: "確認へ進む" }).click();
    await page.getByRole("button", { name: "掲示する" }).click();
    await page.getByRole("alert").waitFor();

    expect(await page.getByLabel("探している企業").getAttribute("aria-invalid")).toBe("true");
  });
});
