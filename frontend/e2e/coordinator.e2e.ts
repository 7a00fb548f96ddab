import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  beSound,
  COORDINATOR,
  MEMBER,
  printOnPaper,
  type Session,
  shoot,
  useBrowser,
} from "./browser";
import { ask } from "./people";

// A link works once, so this journey has people of its own where the environment gives them.
const YEAR = new Date().getFullYear();
const TITLE = "三月で止まる外注先の代わり：ステンレス薄板の絞り加工";

interface Known {
  id: string;
  introduction_ref: string;
}

describe.skipIf(!MEMBER || !COORDINATOR)("the coordinator's workbench", () => {
  const openAt = useBrowser();
  let seeker: Session;
  let coordinator: Session;
  let introduction: string;
  let firm: string;

  beforeAll(async () => {
    seeker = await (await openAt("/clusters", 1280, MEMBER)).context().storageState();
    coordinator = await (await openAt("/clusters", 1280, COORDINATOR)).context().storageState();
  });

  async function step(page: Page, title: string, submit: string, fill: () => Promise<unknown>) {
    await page.getByRole("heading", { name: title }).waitFor();
    const form = page
      .getByRole("group")
      .filter({ has: page.getByRole("heading", { name: title }) });
    const button = form.getByRole("button", { name: submit });
    // A step may be opened or closed by what the one before it changed.
    for (let tries = 0; tries < 4 && !(await button.isVisible()); tries++) {
      await page.getByRole("heading", { name: title }).click();
      await button.waitFor({ timeout: 2_000 }).catch(() => undefined);
    }
    await fill();
    await button.click();
  }

  async function moveTo(page: Page, stage: string) {
    await step(page, "段階を進める・終了する", "段階を記録する", () =>
      page.getByRole("radio", { name: stage, exact: true }).check(),
    );
    const now = page.getByRole("list", { name: "段階" }).locator('[aria-current="step"]');
    await now.filter({ hasText: stage }).waitFor();
  }

  test("whoever is not signed in is led to the sign-in, and back", async () => {
    const page = await openAt("/coordinator?stage=met");
    const link = page.getByRole("link", { name: "サインインする" });
    await link.waitFor();

    expect(await link.getAttribute("href")).toBe("/sign-in?next=%2Fcoordinator%3Fstage%3Dmet");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("an anonymous need becomes an introduction, an agreement, a meeting and an outcome that the year counts", async () => {
    const board = await openAt("/needs", 1280, seeker);
    const need = await ask<Known>(board, "POST", "/needs", {
      firm_ref: await ownFirm(board),
      kind: "alternative_sourcing",
      title: TITLE,
      description: "SUS304 0.5ミリの深絞り。月300個。外注先が三月で店じまいします。",
      disclosure: { fields: { firm_ref: "coordinators" } },
    });
    const stranger = await openAt(`/needs/${need.id}`);
    await stranger.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    expect(await stranger.getByRole("link", { name: /^紹介を始める/ }).count()).toBe(0);

    const page = await openAt(`/needs/${need.id}`, 1280, coordinator);
    await page
      .getByRole("link", { name: /^紹介を始める/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "紹介を始める" }).waitFor();
    await page.getByRole("heading", { name: "電話の前に：一致した理由" }).waitFor();
    firm = new URL(page.url()).searchParams.get("firm") ?? "";
    await shoot(page, "coordinator-new", { whole: true });
    await page.getByRole("button", { name: "紹介を始める" }).click();
    await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    introduction = new URL(page.url()).pathname.split("/").at(-1) ?? "";

    await moveTo(page, "打診");
    await ask(board, "POST", `/introductions/${introduction}/answers`, { wants_to_meet: true });

    // What the coordinator still had on the page is not what the firm has since answered.
    await page.getByRole("radio", { name: /^紹介先/ }).check();
    await page.getByRole("radio", { name: "会いたい", exact: true }).check();
    await page.getByLabel("どうやって聞きましたか").first().selectOption({ label: "電話" });
    await page.getByLabel("だれが言いましたか").first().fill("先方の社長");
    await page.getByRole("button", { name: "返事を記録する" }).click();
    await page.getByText("ほかの人が先に記録しました").waitFor();
    await page.getByText("本人が画面で").waitFor();
    await shoot(page, "coordinator-stale", { whole: true });
    expect(await page.getByLabel("だれが言いましたか").first().inputValue()).toBe("先方の社長");

    const today = await openAt("/coordinator", 1280, coordinator);
    await today.getByRole("heading", { name: /新しい「会いたい」/ }).waitFor();
    await shoot(today, "coordinator-today", { whole: true });

    await page.getByRole("button", { name: "返事を記録する" }).click();
    await page.getByText("電話で先方の社長から").waitFor();
    await moveTo(page, "双方同意");
    await moveTo(page, "面談");
    await step(page, "成果を記録する", "成果を記録する", async () => {
      const form = page.getByRole("group").filter({ hasText: "2011年の調査と同じ項目です" }).last();
      await form.getByRole("radio", { name: /^探す側/ }).check();
      await form.getByRole("radio", { name: "30日" }).check();
      await form.getByRole("checkbox", { name: "仕入・外注先を開拓できた" }).check();
      await form.getByLabel("受発注額の合計（円）").fill("１，２００，０００");
      await form.getByLabel("どうやって聞きましたか").selectOption({ label: "電話" });
      await form.getByLabel("だれが言いましたか").fill("田中さん");
    });
    await page.getByText("受発注 1,200,000 円").waitFor();

    await page.goto(`/coordinator/report?year=${YEAR}`, { waitUntil: "networkidle" });
    const line = page.getByRole("row", { name: /仕入・外注先を開拓できた/ });
    expect(await line.innerText()).toContain("1件のうち1件");
    expect(await page.getByRole("row", { name: /^面談/ }).innerText()).toContain("1件");
    expect(await page.locator("body").innerText()).toContain("1,200,000 円（1件の紹介）");
    expect(await page.locator("body").innerText()).toMatch(
      /9\.7 %[\s\S]*18\.1 %|18\.1 %[\s\S]*9\.7 %/,
    );
  });

  test("a firm that does not come to the web is written down and waits for its word", async () => {
    const page = await openAt("/coordinator/register", 1280, coordinator);
    await page.getByRole("button", { name: "下書きを作る" }).click();
    await page.getByRole("alert").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("alert").getByRole("link", { name: /^名称/ }).click();
    await page.keyboard.type("有限会社 紙とFAXの研磨");
    await page.getByLabel("産地").selectOption({ label: "燕三条" });
    await page.getByLabel("題名").fill("ステンレスの鏡面研磨");
    await page.getByRole("textbox", { name: "電話任意", exact: true }).fill("0256-00-0001");
    await page.getByRole("combobox", { name: "聞き方" }).selectOption({ label: "電話" });
    await page.getByRole("textbox", { name: "同意した人" }).fill("渡辺社長");
    await page.getByRole("button", { name: "下書きを作る" }).click();
    await page.getByText("下書きを作りました").waitFor();

    const link = await page.getByRole("textbox", { name: "確認リンク" }).inputValue();
    expect(link).toMatch(/\/confirm#.{20,}$/);
    await page.getByRole("heading", { name: "有限会社 紙とFAXの研磨" }).waitFor();
    await shoot(page, "coordinator-register", { whole: true });
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("every page of the workbench is sound", async () => {
    const pages: Record<string, string> = {
      list: "/coordinator",
      board: "/coordinator?view=board",
      case: `/coordinator/introductions/${introduction}`,
      new: "/coordinator/introductions/new",
      completeness: "/coordinator/firms",
      silent: "/coordinator/firms?tab=silent&days=1",
      succession: "/coordinator/firms?tab=succession",
      register: "/coordinator/register",
      report: `/coordinator/report?year=${YEAR}`,
      history: `/firms/${firm}/history`,
    };
    const page = await openAt("/coordinator", 1280, coordinator);
    for (const [name, address] of Object.entries(pages)) {
      await page.goto(address, { waitUntil: "networkidle" });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.getByRole("main").locator("h2, form").first().waitFor();
      await beSound(page, `coordinator-${name}`);
    }
  }, 120_000);

  test("a case moves on the board by its button, with the keyboard only", async () => {
    const page = await openAt("/coordinator?view=board", 1280, coordinator);
    const column = page.getByRole("region", { name: "面談" });
    const button = column.getByRole("button", { name: /「試作・見積」へ進める/ });
    await button.focus();
    await page.keyboard.press("Enter");

    await page.getByText(/を「試作・見積」に進めました/).waitFor();
    await page.getByRole("region", { name: "試作・見積" }).getByRole("link").first().waitFor();
  });

  test("a case and the year's report print without menus and forms", async () => {
    for (const [name, address] of [
      ["case", `/coordinator/introductions/${introduction}`],
      ["report", `/coordinator/report?year=${YEAR}`],
    ] as const) {
      const page = await openAt(address, 1280, coordinator);
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      await printOnPaper(page, `coordinator-${name}`);
      await page.emulateMedia({ media: "print" });

      expect(await page.getByRole("navigation").first().isVisible()).toBe(false);
      expect(await page.getByRole("button").first().isVisible()).toBe(false);
    }
  });
});

async function ownFirm(page: Page): Promise<string> {
  const me = await ask<{ memberships: { organisation_ref: string }[] }>(page, "GET", "/me");
  return me.memberships[0]?.organisation_ref ?? "";
}
