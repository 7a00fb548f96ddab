import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  layoutShift,
  NEWCOMER,
  printOnPaper,
  scrollsSideways,
  shoot,
  useBrowser,
  WIDTHS,
} from "./browser";
import { signInByHand } from "./signIn";

/** What every page of the account has to be. */
async function beSound(page: Page, name: string) {
  await page.waitForLoadState("networkidle");
  await shoot(page, `journey-${name}`, { whole: true });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  expect(await layoutShift(page)).toBeLessThan(0.05);
}

describe.each(WIDTHS)("at %d px", (width) => {
  const openAt = useBrowser();

  test("an address gets the same answer, whether it is registered or not", async () => {
    const page = await openAt("/sign-in?next=/needs", width);
    await page.getByLabel("メールアドレス").first().fill(`nobody-${width}@enishi.example`);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "メールをご覧ください" }).waitFor();
    await beSound(page, "link-sent");
  });

  test("a link that was used is refused, and another way is offered", async () => {
    const page = await openAt("/sign-in#used", width);
    await page.getByRole("button", { name: "サインインする" }).click();
    await page.getByRole("alert").waitFor();
    await beSound(page, "link-used");
    await page.getByRole("button", { name: "新しいリンクを送る" }).click();
    await page.getByRole("button", { name: "リンクを送る" }).waitFor();
  });

  test.skipIf(!NEWCOMER)(
    "a link signs in; the account leads to keys, people and the log, and out again",
    async () => {
      const page = await openAt("/terms", width);
      await signInByHand(page, NEWCOMER ?? "");
      await page.goto("/account");
      await page.getByRole("heading", { level: 1, name: "アカウント" }).waitFor();
      await beSound(page, "account");

      await page.getByRole("link", { name: "自分の鍵" }).click();
      const field = (name: string) => page.getByRole("textbox", { name, exact: true });
      await field("名前").fill(`試しの鍵 ${width}`);
      await field("有効な日数").fill("30");
      await page.getByRole("button", { name: "鍵を作る" }).click();
      const secret = page.getByLabel("鍵の秘密");
      await secret.waitFor();
      expect(await secret.inputValue()).toMatch(/^enk_[0-9a-f]{16}_/);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
        "鍵ができました",
      );
      await beSound(page, "key-made");

      const name = new RegExp(`^取り消す\\s?（試しの鍵 ${width}）`);
      const revoke = page.getByRole("button", { name }).first(); // the newest
      await revoke.focus();
      for (const key of ["Enter", "Tab", "Enter"]) await page.keyboard.press(key);
      await page.getByText(`鍵「試しの鍵 ${width}」を取り消しました`).waitFor();
      await beSound(page, "key-revoked");

      await page.getByRole("link", { name: "アカウントへもどる" }).click();
      await page.getByRole("link", { name: /^人と招待/ }).click();
      await page.getByRole("table", { name: "所属する人" }).waitFor();
      await beSound(page, "people");

      await page.goto("/audit");
      await page
        .getByText(/^変更：鍵/)
        .first()
        .waitFor();
      await beSound(page, "audit");
      await printOnPaper(page, `audit-${width}`);
    },
  );
});
