import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openAt, Refusal } from "@/testing/app";
import { aCoordinator, aFirmPage, aMe, aProblem } from "@/testing/builders";
import { anAudit, aPartnerPage, aSuggestion, aWeek } from "@/testing/network";
import { fifthsOf } from "./exposure/fifths";

const LIST = "/api/v1/firms/F001/suggestions";
const ANSWER = "/api/v1/suggestions/S1/responses";

const own = (more: Record<string, () => unknown> = {}) => ({
  "GET /api/v1/me": () => aMe(),
  [`GET ${LIST}`]: () => aWeek(),
  [`POST ${ANSWER}`]: () => ({
    suggestion_ref: "S1",
    answer: "wants_to_meet",
    reason: null,
    answered_at: "2026-11-26T03:00:00Z",
    introduction: null,
    waiting: {
      text: "コーディネーターの確認を待っています。",
      text_en: "A coordinator looks at it.",
    },
  }),
  ...more,
});

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-26T03:00:00Z"), toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("the week's list says who, why and what is missing, and one tap answers", async () => {
  const user = userEvent.setup();
  const app = openAt("/my/suggestions", own());
  const card = within(await screen.findByRole("article"));
  expect(card.getByText("研磨の知識の38%が共通です")).toBeTruthy();
  expect(card.getByText("空き状況が分かりません")).toBeTruthy();
  expect(app.asked(LIST)[0]?.url.searchParams.get("week")).toBe("2026-W48");

  await user.click(card.getByRole("button", { name: /^会いたい/ }));

  const said = await card.findByText(/「会いたい」と記録しました/);
  expect(said.textContent).toContain("コーディネーターの確認を待っています。");
  const pressed = card.getByRole("button", { name: /^会いたい/ });
  expect(pressed.getAttribute("aria-pressed")).toBe("true");
  expect(JSON.parse(String(app.asked(ANSWER)[0]?.request.body))).toEqual({
    answer: "wants_to_meet",
  });
});

test("「違う」 is sent with its reason only", async () => {
  const user = userEvent.setup();
  const app = openAt("/my/suggestions", own());
  await user.click(await screen.findByRole("button", { name: /^違う/ }));
  expect(document.activeElement?.getAttribute("type")).toBe("radio");
  await user.click(screen.getByRole("button", { name: "送る" }));
  expect(screen.getByText("理由を一つ選んでください")).toBeTruthy();
  expect(app.asked(ANSWER)).toEqual([]);

  await user.click(screen.getByLabelText("工程が違う"));
  await user.click(screen.getByRole("button", { name: "送る" }));

  await waitFor(() => expect(app.asked(ANSWER)).toHaveLength(1));
  expect(JSON.parse(String(app.asked(ANSWER)[0]?.request.body))).toEqual({
    answer: "does_not_fit",
    reason: "other_process",
  });
});

test("an answer that was given stands pressed, and an earlier week is one link away", async () => {
  const user = userEvent.setup();
  const app = openAt(
    "/my/suggestions",
    own({ [`GET ${LIST}`]: () => aWeek({ items: [aSuggestion({ answer: "not_now" })] }) }),
  );
  const given = await screen.findByRole("button", { name: /^今は無理/ });
  expect(given.getAttribute("aria-pressed")).toBe("true");

  await user.click(screen.getByRole("link", { name: "前の週" }));

  await waitFor(() => expect(app.address()).toBe("/my/suggestions?week=2026-W47"));
  expect(await screen.findByText("2026年 第47週")).toBeTruthy();
});

test("a week not made and a week with nobody say so in different words", async () => {
  openAt("/my/suggestions", own({ [`GET ${LIST}`]: () => aWeek({ items: [], made_at: null }) }));
  expect(await screen.findByText(/まだ作られていません/)).toBeTruthy();
});

test("a firm rests from the suggestions, and takes part again, by one button", async () => {
  const user = userEvent.setup();
  let isPaused = false;
  const app = openAt(
    "/my/suggestions",
    own({
      [`GET ${LIST}`]: () => aWeek({ is_paused: isPaused }),
      [`PUT ${LIST}/pause`]: () => {
        isPaused = true;
        return { is_paused: true, until: null };
      },
    }),
  );
  await user.click(await screen.findByRole("button", { name: "提案を休む" }));

  expect(await screen.findByRole("button", { name: "また受け取る" })).toBeTruthy();
  const [sent] = app.asked(`${LIST}/pause`);
  expect(JSON.parse(String(sent?.request.body))).toEqual({ is_paused: true });
});

test("a partner shows what both share against the aim, what is lacking, and the answers where it was suggested", async () => {
  openAt(
    "/my/partners",
    own({ "GET /api/v1/firms/F001/partners": () => aPartnerPage("F002", "F003") }),
  );

  const [first, second] = await screen.findAllByRole("article");

  expect(first?.textContent).toMatch(/自社38 %.*相手24 %.*目安 33 %/);
  expect(first?.textContent).toMatch(/自社にない知識電子ビーム溶接/);
  expect(
    within(first as HTMLElement)
      .getByRole("img")
      .getAttribute("aria-label"),
  ).toMatch(/97.*53/);
  expect(
    await within(first as HTMLElement).findByRole("button", { name: /^会いたい/ }),
  ).toBeTruthy();
  const ask = within(second as HTMLElement).getByRole("link", { name: /^共同開発の相手として/ });
  expect(ask.getAttribute("href")).toBe("/needs/new?purpose=joint_development");
});

test("a coordinator begins an introduction with both firms filled in", async () => {
  openAt("/firms/F001/partners", {
    "GET /api/v1/me": () => aCoordinator(),
    "GET /api/v1/firms/F001": () => aFirmPage(),
    "GET /api/v1/firms/F001/partners": () => aPartnerPage("F003"),
  });

  const link = await screen.findByRole("link", { name: /^紹介を始める/ });

  expect(link.getAttribute("href")).toBe("/coordinator/introductions/new?seeker=F001&firm=F003");
});

test("the audit says in three figures how even the week was, beside likeness alone", async () => {
  openAt("/networks/exposure", {
    "GET /api/v1/suggestions/audits": () => ({
      items: [
        anAudit(),
        anAudit({
          week: "2026-W47",
          gini: 0.35,
          is_fallback: true,
          groups: [{ name: "old", label: "以前から", firms: 0, shown: 0, mean: 0, zero_share: 0 }],
        }),
      ],
    }),
  });

  const week = within(await screen.findByRole("article"));
  const figures = week.getAllByRole("listitem").slice(0, 3);
  expect(figures.map((item) => item.textContent)).toEqual([
    expect.stringMatching(/一度も見せられなかった企業10\.0 %.*60\.0 %/),
    expect.stringMatching(/ジニ係数.*0\.21.*0\.78/),
    expect.stringMatching(/いちばん多く見せられた企業4 回.*9 回/),
  ]);
  expect(week.queryByText(/簡単な規則/)).toBeNull();
  const rows = screen.getByRole("table", { name: "週ごと" });
  expect(within(rows).getByRole("row", { name: /^2026-W47/ }).textContent).toMatch(
    /0\.35.*該当なし.*該当なし/,
  );
});

test("whoever may not read the audit is told who may", async () => {
  openAt("/networks/exposure", {
    "GET /api/v1/suggestions/audits": () => new Refusal(403, aProblem({ status: 403 })),
  });

  expect(await screen.findByText(/コーディネーターと運営者が読みます/)).toBeTruthy();
});

test("each fifth of the firms gets its part of the showings, equal where all are shown alike", () => {
  expect(fifthsOf([{ times: 3, firms: 7 }])?.map((part) => part.toFixed(6))).toEqual(
    new Array(5).fill("0.200000"),
  );
  const steep = fifthsOf([
    { times: 10, firms: 1 },
    { times: 0, firms: 9 },
  ]);
  expect(steep).toEqual([0, 0, 0, 0, 1]);
  expect(fifthsOf([{ times: 0, firms: 4 }])).toBeUndefined();
});
