import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  COORDINATOR,
  layoutShift,
  MEMBER,
  scrollsSideways,
  shoot,
  useBrowser,
  WIDTHS,
} from "./browser";

async function isSound(page: Page) {
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
}

const saved = (page: Page) => page.getByText("保存しました。検索には").waitFor();
const save = (page: Page) => page.getByRole("button", { name: "保存する", exact: true }).click();

describe.skipIf(!MEMBER).each(WIDTHS)("a firm at %d px", (width) => {
  const openAt = useBrowser();

  test("narrows a field, and sees that others do not see it any more", async () => {
    const page = await openAt("/my/firm", width, MEMBER);
    await page.getByLabel("公開範囲（従業員数（人））").selectOption("members");
    await page.getByText("未保存の変更があります").waitFor();
    await shoot(page, "journey-firm");
    await isSound(page);
    await save(page);
    await saved(page);
    expect(await layoutShift(page)).toBeLessThan(0.05);

    await page.getByRole("link", { name: "ほかの人からの見え方" }).click();
    await page.getByText("従業員数（人）（会員まで）").waitFor();
    await shoot(page, "journey-preview", { whole: true });
    await isSound(page);

    await page.getByRole("link", { name: "公開範囲を変える" }).click();
    await page.getByLabel("公開範囲（従業員数（人））").selectOption("public");
    await save(page);
    await saved(page);
  });

  test("tells how busy it is with one press", async () => {
    const page = await openAt("/my/firm", width, MEMBER);
    const first = page.getByRole("group", { name: /の空き状況$/ }).first();
    const mark = first.getByRole("button", { pressed: false }).first();
    const name = (await mark.getAttribute("aria-label")) ?? "";
    await mark.click();
    await page.getByText(/にしました$/).waitFor();

    expect(await first.getByRole("button", { pressed: true }).getAttribute("aria-label")).toBe(
      name,
    );
  });

  test("is not overwritten by two people: both versions are shown", async () => {
    const page = await openAt("/my/firm", width, MEMBER);
    const other = await openAt("/my/firm", width, MEMBER);
    const was = await page.getByLabel("紹介文", { exact: true }).inputValue();
    await other.getByLabel("紹介文", { exact: true }).fill("もう一人が書いた紹介文。");
    await save(other);
    await saved(other);
    await page.getByLabel("紹介文", { exact: true }).fill("はじめの一人が書いた紹介文。");
    await save(page);
    await page.getByRole("heading", { name: "ほかの人が先に変更しました" }).waitFor();
    await shoot(page, "journey-clash");
    await isSound(page);

    await page
      .getByRole("group", { name: "紹介文" })
      .getByLabel(/^いまの内容/)
      .check();
    await page.getByRole("button", { name: "選んだ内容で保存する" }).click();
    await saved(page);
    const input = page.getByLabel("紹介文", { exact: true });
    expect(await input.inputValue()).toBe("もう一人が書いた紹介文。");
    await input.fill(was);
    await save(page);
    await saved(page);
  });

  test("whoever is signed out is led to sign in, and back", async () => {
    const page = await openAt("/my/firm", width);
    const way = page.getByRole("link", { name: "サインインする" });
    await way.waitFor();

    expect(await way.getAttribute("href")).toBe("/sign-in?next=%2Fmy%2Ffirm");
    await isSound(page);
  });
});

describe.skipIf(!COORDINATOR).each(WIDTHS)("a firm that was entered for it at %d px", (width) => {
  const openAt = useBrowser();

  test("confirms on its telephone, without signing in, and is there", async () => {
    const office = await openAt("/", width, COORDINATOR);
    const secret = await office.evaluate(async (name) => {
      const me = await (await fetch("/api/v1/me")).json();
      const answer = await fetch("/api/v1/proxy-registrations", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Enishi-CSRF": me.csrf_token },
        body: JSON.stringify({
          firm: {
            name,
            cluster: "燕三条",
            prefecture: "新潟県",
            employees: 4,
            capabilities: [{ title: "バフ研磨", processes: ["研磨"] }],
          },
          contact: { phone: "0256-00-0001" },
          consent: { means: "phone", said_by: "試し 太郎" },
        }),
      });
      return (await answer.json()).confirmation_path.split("/").at(-1);
    }, `試し研磨工業${width}`);

    const page = await openAt(`/confirm#${secret}`, width);
    await page.getByRole("button", { name: "確認して公開する" }).click();
    await page.getByRole("alert").waitFor();
    await shoot(page, "journey-confirm", { whole: true });
    await isSound(page);
    await page.getByRole("textbox", { name: "従業員数（人）" }).fill("5");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "確認して公開する" }).click();
    await page.getByRole("heading", { name: "公開しました" }).waitFor();
    await page.getByRole("link", { name: /^公開ページを見る/ }).click();
    await page.getByRole("heading", { level: 1, name: `試し研磨工業${width}` }).waitFor();

    expect(await page.locator("body").innerText()).toContain("従業員 5 人");
    const again = await openAt(`/confirm#${secret}`, width);
    await again.getByText(/このリンクは使えません/).waitFor();
  });
});
