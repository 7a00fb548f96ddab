import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { MatchOut } from "@/api";
import { openAt } from "@/testing/app";
import { aCapability, aFirm, aMatch, anAnswer, aPlace, aReason } from "@/testing/builders";

async function cardOf(match: MatchOut) {
  openAt("/?q=取っ手", { "GET /api/v1/search": () => anAnswer({ items: [match] }) });
  return screen.findByRole("article");
}

const marks = (card: HTMLElement) =>
  Array.from(card.querySelectorAll("mark"), (mark) => mark.textContent);

test("the shared words are named once and marked in the firm's own words", async () => {
  const capability = aCapability({ title: "🔧取っ手の切削", description: null });
  const card = await cardOf(
    aMatch({ capability, reasons: [aReason({ places: [aPlace("title", 1, 4)] })] }),
  );

  expect(marks(card)).toEqual(["取っ手", "取っ手"]);
  expect(card.textContent).toContain("取っ手 が両方の文にあります");
});

test("a word in a list of the capability is marked on its chip", async () => {
  const card = await cardOf(
    aMatch({ reasons: [aReason({ places: [aPlace("materials[0]", 0, 7)] })] }),
  );

  expect(marks(card)).toEqual(["SUS316L", "SUS316L"]);
});

test("a word that stands in a capability not shown is told in the API's sentence", async () => {
  const card = await cardOf(
    aMatch({ reasons: [aReason({ places: [aPlace("title", 0, 3, "F001-9")] })] }),
  );

  expect(marks(card)).toEqual([]);
  expect(card.textContent).toContain("「取っ手」が両方の文にあります");
});

test("the passage nearest in meaning is quoted from the firm's text", async () => {
  const nearest = aReason({
    kind: "meaning",
    text: "意味が最も近い記述",
    places: [aPlace("description", 0, 11)],
  });
  const card = await cardOf(aMatch({ reasons: [nearest] }));

  expect(card.textContent).toContain("「海水にさらされる取っ手…」");
});

test("conditions are told in words: met, not met, unknown", async () => {
  const card = await cardOf(
    aMatch({
      constraints: [
        { name: "lot", outcome: "met", text: "ロット 1〜500 個（必要 200 個）", text_en: "" },
        { name: "tolerance_um", outcome: "not_met", text: "精度は 20 μm まで", text_en: "" },
        { name: "max_lead_time_days", outcome: "unknown", text: "納期は未記載", text_en: "" },
      ],
    }),
  );

  const told = within(card)
    .getAllByRole("listitem")
    .map((item) => item.textContent?.trim());
  expect(told).toEqual([
    "満たす：ロット 1〜500 個（必要 200 個）",
    "満たさない：精度は 20 μm まで",
    "不明：納期は未記載",
  ]);
});

test("the fit is a word, the corporate number a badge, another cluster a tag", async () => {
  const firm = aFirm({ corporate_number: "1999904000111" });
  const card = await cardOf(aMatch({ firm, fit: "低い", is_other_cluster: true }));

  expect(card.textContent).toContain("一致度低い");
  expect(card.textContent).toContain("法人番号あり");
  expect(card.textContent).toContain("他の産地");
});

test("both buttons carry the firm's name for those who hear them out of context", async () => {
  const card = await cardOf(aMatch());

  expect(
    within(card).getByRole("link", { name: /^企業を見る\s?（縁側精工株式会社）$/ }),
  ).toBeTruthy();
  expect(
    within(card).getByRole("link", { name: /^代わりもさがす\s?（縁側精工株式会社の代わり）$/ }),
  ).toBeTruthy();
});

test("a lot with one end known says that end only", async () => {
  const card = await cardOf(aMatch({ capability: aCapability({ lot_min: 10 }) }));

  expect(card.textContent).toContain("ロット 10 個から");
});

test("a firm that says little gets a card that says little", async () => {
  const firm = aFirm({
    cluster: null,
    prefecture: null,
    municipality: null,
    employees: null,
    founded: null,
    certifications: [],
    summary: null,
  });
  const capability = aCapability({
    title: "なんでも削ります",
    description: null,
    processes: [],
    materials: [],
  });
  const card = await cardOf(aMatch({ firm, capability, reasons: [] }));

  expect(card.textContent).not.toMatch(/null|undefined|NaN/);
});
