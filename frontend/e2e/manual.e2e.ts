import { mkdirSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { MEMBER, SHOTS, useBrowser } from "./browser";

/** A link of somebody who administers a chamber: in a small one, one person does it all. */
const CHAMBER = process.env.ENISHI_CHAMBER_LINK;
const PICTURES = process.env.ENISHI_MANUAL_PICTURES ?? SHOTS;
/** Higher than this, a picture takes more than one look. */
const HIGHEST = 760;
const MARGIN = 24;

const NEW_FIRM = "有限会社 見本の研磨";
const NEED = "五月で止まる外注先の代わり：ステンレス小物の鏡面研磨";

// Chapter 1 of docs/manual, step by step, in its own words: a step that breaks, breaks the manual.
describe.skipIf(!MEMBER || !CHAMBER)("the first day of a chamber", () => {
  const openAt = useBrowser();
  let confirmation: string;
  let need: string;
  let introduction: string;

  test("a colleague is invited", async () => {
    const page = await openAt("/account", 1280, CHAMBER);
    await page.getByRole("link", { name: /^人と招待/ }).click();
    await page.getByRole("heading", { level: 1, name: /の人$/ }).waitFor();
    await page.getByLabel("メールアドレス").fill("suzuki@tsubame.example");
    await page.getByRole("radio", { name: "コーディネーター", exact: true }).check();
    await picture(page, "01-invite", page.getByRole("heading", { name: "人を招く" }));
    await page.getByRole("button", { name: "招待する" }).click();

    // Whoever has set no mail server reads so, and goes the way of the command.
    await page.getByText(/このサーバーはメールを送れません|に招待を送りました/).waitFor();
  });

  test("a firm that does not come to the web is written down", async () => {
    const page = await openAt("/coordinator/register", 1280, CHAMBER);
    const form = page.locator("form").filter({ has: page.locator('[name="firm.name"]') });
    await form.locator('[name="firm.name"]').fill(NEW_FIRM);
    await form.getByLabel("産地").selectOption({ label: "燕三条" });
    await form.getByLabel("題名").fill("ステンレス小物の鏡面研磨");
    await form.getByLabel(/^電話(任意)?$/).fill("0256-00-0002");
    await picture(page, "02-register", page.getByRole("heading", { level: 1 }));
    await form.getByLabel("聞き方").selectOption({ label: "電話" });
    await form.getByLabel("同意した人").fill("渡辺社長");
    await page.getByRole("button", { name: "下書きを作る" }).click();
    await page.getByText("下書きを作りました").waitFor();
    confirmation = await page.getByRole("textbox", { name: "確認リンク" }).inputValue();
    await page.getByRole("link", { name: "届出票（A4）を印刷する", exact: true }).waitFor();
    await page.getByRole("heading", { name: NEW_FIRM }).waitFor();
    await picture(page, "03-link", page.getByText("下書きを作りました"), { height: 250 });
  });

  test("it looks at what was written, and is published", async () => {
    const page = await openAt(`/confirm#${new URL(confirmation).hash.slice(1)}`);
    await page.getByRole("heading", { level: 1, name: "掲載内容の確認" }).waitFor();
    await page.getByRole("checkbox").check();
    await page.getByRole("textbox", { name: "確認した人の名前" }).fill("渡辺 一");
    const button = page.getByRole("button", { name: "確認して公開する" });
    await picture(page, "04-confirm", page.getByRole("checkbox"), { above: 240 });
    await button.click();
    await page.getByRole("heading", { name: "公開しました" }).waitFor();
  });

  test("a firm decides who sees what", async () => {
    const page = await openAt("/my/firm", 1280, MEMBER);
    const level = page.getByLabel("公開範囲（従業員数（人））");
    await level.selectOption({ label: "会員まで" });
    await picture(page, "05-visibility", level, { above: 260, height: 520 });
    await page.getByRole("button", { name: "保存する", exact: true }).click();
    await page.getByText("保存しました。検索には").waitFor();
    await page.getByRole("link", { name: "ほかの人からの見え方" }).click();
    await page.getByText("従業員数（人）（会員まで）").waitFor();

    await page.getByRole("link", { name: "公開範囲を変える" }).click();
    await level.selectOption({ label: "公開" });
    await page.getByRole("button", { name: "保存する", exact: true }).click();
    await page.getByText("保存しました。検索には").waitFor();
  });

  test("a firm posts a need without its name", async () => {
    const page = await openAt("/needs/new", 1280, MEMBER);
    await page.getByRole("radio", { name: /^代替調達/ }).check();
    await page.locator("#title").fill(NEED);
    await page.locator("#description").fill("SUS304 の小物。月に300個ほど。");
    await page.getByLabel("社名を伏せる").check();
    await page.getByRole("button", { name: "確認へ進む" }).click();
    const hidden = page.getByText("社名を伏せて掲示します");
    await picture(page, "06-need", hidden, { above: 240 });
    await page.getByRole("button", { name: "掲示する" }).click();
    await page.getByText("掲示しました").waitFor();
    need = new URL(page.url()).pathname;
  });

  test("firms are found for it, with reasons to tell on the telephone", async () => {
    const page = await openAt(need, 1280, CHAMBER);
    const start = page.getByRole("link", { name: /^紹介を始める/ }).first();
    await start.waitFor();
    const matches = page.getByRole("heading", { name: "この探しものに合う企業" });
    await picture(page, "07-matches", matches, { height: 580 });
    await start.click();
    await page.getByRole("heading", { level: 1, name: "紹介を始める" }).waitFor();
    const why = page.getByRole("heading", { name: "電話の前に：一致した理由" });
    await page.getByText("が両方の文にあります").first().waitFor();
    await picture(page, "08-reasons", why, { above: 160, height: 420 });
    await page.getByRole("button", { name: "紹介を始める" }).click();
    await page.getByRole("heading", { level: 1, name: NEED }).waitFor();
    introduction = new URL(page.url()).pathname;
  });

  test("both sides answer, agree, and the next date is set", async () => {
    const page = await openAt(introduction, 1280, CHAMBER);
    await moveTo(page, "打診");
    for (const [side, who] of [
      ["探す側", "田中さん"],
      ["紹介先", "先方の社長"],
    ] as const) {
      await step(page, "返事を記録する", "返事を記録する", async (form) => {
        await form.getByRole("radio", { name: new RegExp(`^${side}`) }).check();
        await form.getByRole("radio", { name: "会いたい", exact: true }).check();
        await form.getByLabel("どうやって聞きましたか").selectOption({ label: "電話" });
        await form.getByLabel("だれが言いましたか").fill(who);
        if (side === "探す側") await picture(page, "09-answer", form);
      });
      await page.getByText(`電話で${who}から`).first().waitFor();
    }
    await moveTo(page, "双方同意");
    await step(page, "日付・担当者・件名を変える", "変更を記録する", (form) =>
      form.getByLabel("次に確かめる日").fill(today()),
    );
    await page.getByText("書き直し").first().waitFor();
  });

  test("the next morning's list has it", async () => {
    const page = await openAt("/coordinator", 1280, CHAMBER);
    await page.getByRole("heading", { name: /^確かめる日が来た紹介/ }).waitFor();
    await page.getByRole("link", { name: NEED }).first().waitFor();
    await picture(page, "10-today", page.getByRole("heading", { level: 1 }), { height: 480 });

    const report = await openAt("/coordinator/report", 1280, CHAMBER);
    expect(await report.getByRole("row", { name: /^双方同意/ }).innerText()).toMatch(/[1-9]/);
  });
});

type Fill = (form: Locator) => Promise<unknown>;

async function step(page: Page, title: string, submit: string, fill: Fill) {
  const heading = page.getByRole("heading", { name: title, exact: true });
  const form = page.getByRole("group").filter({ has: heading });
  if (!(await form.getByRole("button", { name: submit }).isVisible())) await heading.click();
  await fill(form);
  await form.getByRole("button", { name: submit }).click();
}

async function moveTo(page: Page, stage: string) {
  await step(page, "段階を進める・終了する", "段階を記録する", (form) =>
    form.getByRole("radio", { name: stage, exact: true }).check(),
  );
  const now = page.getByRole("list", { name: "段階" }).locator('[aria-current="step"]');
  await now.filter({ hasText: stage }).waitFor();
}

function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
}

/** Takes the page's width from this element on, and from as much above it as is asked for. */
async function picture(
  page: Page,
  name: string,
  from: Locator,
  { above = 0, height = HIGHEST } = {},
) {
  await from.waitFor();
  mkdirSync(PICTURES, { recursive: true });
  const top = await from.evaluate((node) => node.getBoundingClientRect().top + window.scrollY);
  const bottom = await page
    .getByRole("main")
    .evaluate((node) => node.getBoundingClientRect().bottom + window.scrollY);
  const y = Math.max(0, top - MARGIN - above);
  await page.screenshot({
    path: `${PICTURES}/${name}.png`,
    clip: { x: 0, y, width: 1280, height: Math.min(height, bottom - y) },
    fullPage: true,
  });
}
