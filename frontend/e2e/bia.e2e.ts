import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  beSound,
  MEMBER,
  printOnPaper,
  type Session,
  shoot,
  useBrowser,
} from "./browser";

const SECTIONS = [
  "summary",
  "premises",
  "inventory",
  "flow",
  "schedule",
  "priorities",
  "impact",
  "options",
  "alternatives",
  "portfolio",
  "check",
  "plan",
  "print",
];

async function openExample(page: Page) {
  await page.getByRole("button", { name: "例から始める" }).click();
  await page.getByRole("heading", { level: 2, name: "要点" }).waitFor();
}

async function fact(page: Page, row: RegExp): Promise<string> {
  return page.getByRole("row", { name: row }).first().innerText();
}

describe("the workbench without signing in", () => {
  const openAt = useBrowser();

  test("the example shows the known figures, and another disaster shows its own", async () => {
    const page = await openAt("/bia");
    await openExample(page);
    const said = await page.getByRole("main").innerText();
    for (const figure of ["328,767円", "98,630円", "12日", "19日", "26日", "6日"]) {
      expect(said).toContain(figure);
    }

    await page.getByRole("link", { name: "災害と選択肢" }).click();
    await page.getByRole("radio", { name: "夏季広域停電" }).check();
    await page.getByRole("row", { name: /備えなし.*1,789,041円/ }).waitFor();
    expect(await fact(page, /前加工・主加工（工程2・3）.*正式/)).toMatch(/0日\s+0円/);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("weights that do not sum to one are refused at the field, and what was typed stays", async () => {
    const page = await openAt("/bia");
    await openExample(page);
    await page.getByRole("link", { name: "前提" }).click();
    await page.getByLabel("売上・収益の重み").fill("0.9");
    await page.getByRole("button", { name: "計算する" }).click();

    await page.getByRole("alert").getByRole("link").first().waitFor();
    expect(await page.getByLabel("売上・収益の重み").inputValue()).toBe("0.9");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("steps are connected by drawing, and a circle is refused in words", async () => {
    const page = await openAt("/bia");
    await openExample(page);
    await page.getByRole("link", { name: "工程の流れ" }).click();
    const drawing = page.getByRole("region", { name: "工程の流れの図" });
    const last = drawing.getByRole("button", { name: /検査・出荷/ });
    await last.dragTo(drawing.getByRole("button", { name: /材料準備/ }));
    await page.getByText(/と輪になります/).waitFor();

    await drawing
      .getByRole("button", { name: /材料準備/ })
      .dragTo(drawing.getByRole("button", { name: /組立/ }));
    const after = page.getByRole("row", { name: /組立/ }).getByLabel("先に終わる工程の番号");
    await expect.poll(() => after.inputValue()).toBe("3、1");
  });
});

describe.skipIf(!MEMBER)("the workbench of a firm", () => {
  const openAt = useBrowser();
  let member: Session;
  let address: string;

  beforeAll(async () => {
    const page = await openAt("/bia", 1280, MEMBER);
    member = await page.context().storageState();
    await openExample(page);
    address = new URL(page.url()).pathname;
  });

  test("two clicks turn a matched firm into an option, and shortage and loss stand before and after", async () => {
    const page = await openAt(address, 1280, member);
    await page.getByRole("main").getByRole("link", { name: "代替先を探す" }).last().click();
    const add = page.getByRole("button", { name: /^この企業を選択肢に加える/ }).first();
    await add.waitFor();
    await shoot(page, "bia-matches", { whole: true });
    expect(await accessibilityFaults(page)).toEqual([]);
    await add.click();

    await page.getByRole("heading", { name: /を選択肢に加えました$/ }).waitFor();
    expect(await fact(page, /^不足する日数/)).toMatch(/日/);
    expect(await fact(page, /^損失/)).toMatch(/円/);
    await page.getByText("選択肢に入っています").first().waitFor();
    await shoot(page, "bia-added", { whole: true });
  });

  test("a portfolio is computed with its progress in sight", async () => {
    const page = await openAt(`${address}?section=portfolio`, 1280, member);
    await page.getByRole("button", { name: "計算を始める" }).click();
    await page.getByText("計算が終わりました").waitFor();

    await page
      .getByRole("row", { name: /^備えなし/ })
      .first()
      .waitFor();
    await shoot(page, "bia-chosen", { whole: true });
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("a step is added, connected and saved with the keyboard only", async () => {
    const page = await openAt(`${address}?section=flow`, 1280, member);
    await page.getByRole("button", { name: "工程を加える" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("梱包");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1");
    await page.keyboard.press("Tab");
    await page.keyboard.type("1");
    await page.keyboard.press("Tab");
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");

    await page.getByText("保存して計算しました").waitFor();
    await page.goto(`${address}?section=schedule`, { waitUntil: "networkidle" });
    await page.getByRole("heading", { name: "通常時：13日" }).waitFor();
  });

  test("every section is sound", async () => {
    const page = await openAt(address, 1280, member);
    for (const section of SECTIONS) {
      await page.goto(`${address}?section=${section}`, { waitUntil: "networkidle" });
      await page.getByRole("main").locator("h2").first().waitFor();
      await beSound(page, `bia-${section}`);
    }
  }, 120_000);

  test("everything prints, without menus and forms", async () => {
    const page = await openAt(`${address}?section=print`, 1280, member);
    await page.getByRole("heading", { level: 2, name: "点検" }).waitFor();
    await printOnPaper(page, "bia");
    await page.emulateMedia({ media: "print" });

    expect(await page.getByRole("navigation").first().isVisible()).toBe(false);
    expect(await page.getByRole("radio").first().isVisible()).toBe(false);
  });
});
