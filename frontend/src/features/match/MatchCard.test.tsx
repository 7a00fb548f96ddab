import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { MatchOut } from "@/api";
import { openAt } from "@/testing/app";
import { aCapability, aFirm, aMatch, anAnswer, aPlace, aReason } from "@/testing/builders";

async function cardOf(match: MatchOut) {
  openAt("/?q=取っ手", { "GET /api/v1/search": () => anAnswer({ items: [match] }) });
  return screen.findByRole("article");
}

/** The text of an element less the parts that a selector picks. */
function without(selector: string, element: HTMLElement) {
  const copy = element.cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll(selector)) hidden.remove();
  return copy.textContent;
}

const heard = (element: HTMLElement) => without("[aria-hidden=true]", element);

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

const related = aReason({
  kind: "relation",
  text: "「錆びない」 → 耐食性 → 「電解研磨」",
  text_en: "“錆びない” → corrosion resistance → “電解研磨”",
  path: ["耐食性", "電解研磨"],
  places: [aPlace("title", 6, 10)],
});
const polisher = aCapability({ title: "ステンレスの電解研磨" });

test("a relation is drawn as a chain that ends in the firm's own word, marked in both places", async () => {
  const card = await cardOf(aMatch({ capability: polisher, reasons: [related] }));

  expect(marks(card)).toEqual(["電解研磨", "「電解研磨」"]);
  expect(without(".sr-only", card)).toContain("「錆びない」 → 耐食性 → 「電解研磨」");
});

test("who listens to a relation hears a sentence", async () => {
  const card = await cardOf(aMatch({ capability: polisher, reasons: [related] }));

  expect(heard(card)).toContain("「錆びない」から、耐食性、「電解研磨」につながります。");
});

test("an English reader is told the same chain in English", async () => {
  localStorage.setItem("enishi.language", "en");
  const card = await cardOf(aMatch({ capability: polisher, reasons: [related] }));

  await waitFor(() =>
    expect(heard(card)).toContain("“錆びない” leads to corrosion resistance, then “電解研磨”."),
  );
});

test("a relation to a word that stands elsewhere is told without a mark", async () => {
  const elsewhere = { ...related, places: [aPlace("title", 6, 10, "F001-9")] };
  const card = await cardOf(aMatch({ capability: polisher, reasons: [elsewhere] }));

  expect(marks(card)).toEqual([]);
  expect(card.textContent).toContain("「電解研磨」");
});

test("of several processes each is said to be covered or not, to the eye and to the ear", async () => {
  const covers = [
    { step: "旋削", covered: true, text: "NC旋盤" },
    { step: "検査", covered: true, text: "検査" },
    { step: "研磨", covered: false, text: null },
  ];
  const card = await cardOf(aMatch({ covers }));
  const row = within(card).getByText("工程ごとの対応").parentElement as HTMLElement;

  const steps = within(row).getAllByRole("listitem");
  expect(steps.map((item) => without(".sr-only", item))).toEqual([
    "旋削 ○（NC旋盤）",
    "検査 ○",
    "研磨 ―",
  ]);
  expect(steps.map(heard)).toEqual(["旋削：対応（NC旋盤）", "検査：対応", "研磨：記載なし"]);
});

test("one process is covered by being found", async () => {
  const card = await cardOf(aMatch({ covers: [{ step: "旋削", covered: true, text: "" }] }));

  expect(card.textContent).not.toContain("工程ごとの対応");
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
