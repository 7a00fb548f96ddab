import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { IntroductionOut } from "@/api";
import { at, openAt, Refusal, type Reply } from "@/testing/app";
import { aFirm, aMatch, anAnswer, aProblem } from "@/testing/builders";
import { aCase, anEvent, desk } from "@/testing/introductions";

const CASE = "/api/v1/introductions/I1";
const missing = () => new Refusal(404, aProblem({ type: "/problems/not-found", status: 404 }));

/** Opens a case whose revision grows each time that it is read. */
function opened(given: Partial<IntroductionOut> = {}, replies: Record<string, Reply> = {}) {
  let revision = 0;
  return openAt("/coordinator/introductions/I1", {
    ...desk,
    [`GET ${CASE}`]: () => at(`"${++revision}"`, aCase(given)),
    [`GET ${CASE}/events`]: () => ({ items: [anEvent()], next_cursor: null }),
    "GET /api/v1/firms/s/contact": missing,
    "GET /api/v1/firms/c/contact": () => ({
      name: "田中",
      phone: "0256-12-3456",
      fax: null,
      email: null,
      address: null,
      best_time: "昼休み",
    }),
    "GET /api/v1/needs/need-1/matches": () =>
      anAnswer({
        items: [
          aMatch({ firm: aFirm({ firm_ref: "F999", name: "ほかの会社" }) }),
          aMatch({
            constraints: [
              { name: "lot", outcome: "met", text: "ロット 30 個", text_en: "lot of 30" },
            ],
          }),
        ],
      }),
    ...replies,
  });
}

const body = (app: ReturnType<typeof openAt>, path: string) =>
  JSON.parse(String(app.asked(path).at(-1)?.request.body));

/** The form under a heading, unfolded. */
async function form(title: string) {
  const step = (await screen.findByRole("heading", { name: title })).closest("details");
  if (!step) throw new Error(`${title} is no step`);
  step.open = true;
  return within(step);
}

test("a coordinator has the telephone number and the reasons of that firm at hand", async () => {
  opened();

  const phone = await screen.findByRole("link", { name: "0256-12-3456" });

  expect(phone.getAttribute("href")).toBe("tel:0256123456");
  expect(screen.getByText("つながりやすい時間").nextSibling?.textContent).toBe("昼休み");
  expect(screen.getByText("連絡先の登録がないか、公開されていません。")).toBeTruthy();
  expect(screen.getByText(/満たす/).closest("li")?.textContent).toContain("ロット 30 個");
  expect(screen.queryByText("ほかの会社")).toBeNull();
});

test("the record says who did what, newest first, in names where they are known", async () => {
  const no = {
    side: "candidate",
    is_yes: false,
    reason: "capacity",
    heard: { means: "phone", said_by: "山田社長" },
  };
  const outcome = {
    side: "seeker",
    after_days: 90,
    items: ["commercial.supplier"],
    orders: "1200000",
  };
  opened(
    {},
    {
      [`GET ${CASE}/events`]: () => ({
        items: [
          anEvent({ note: "まず電話で" }),
          anEvent({ act: "answered", actor_ref: "P-suzuki", content: no }),
          anEvent({ act: "outcome_told", actor_ref: "P-firm", content: outcome }),
        ],
        next_cursor: null,
      }),
    },
  );
  await screen.findByText("記録：鈴木");
  const log = screen.getByRole("heading", { name: /これまでの記録/ }).parentElement;

  const lines = [...(log?.querySelectorAll("li") ?? [])].map((line) => line.textContent);

  expect(lines).toEqual([
    expect.stringMatching(
      /成果 探す側.*90日.*仕入・外注先を開拓できた.*1,200,000 円.*本人が画面で.*企業の方/,
    ),
    expect.stringMatching(/返事 紹介先：見送りたい（余力がない）.*電話で山田社長から.*鈴木/),
    expect.stringMatching(/提案 取っ手の切削まず電話で.*佐藤花子/),
  ]);
});

test("an answer is recorded with how it was heard, against the revision on the page", async () => {
  const user = userEvent.setup();
  const app = opened({}, { [`POST ${CASE}/answers`]: () => at('"2"', aCase()) });
  const step = await form("返事を記録する");

  await user.click(step.getByLabelText(/^紹介先/));
  await user.click(step.getByLabelText("見送りたい"));
  await user.selectOptions(step.getByLabelText(/断った理由/), "余力がない");
  await user.selectOptions(step.getByLabelText("どうやって聞きましたか"), "電話");
  await user.type(step.getByLabelText("だれが言いましたか"), "山田社長");
  await user.click(step.getByRole("button", { name: "返事を記録する" }));

  expect(await step.findByText("記録しました")).toBeTruthy();
  expect(body(app, `${CASE}/answers`)).toEqual({
    side: "candidate",
    wants_to_meet: false,
    reason: "capacity",
    heard: { means: "phone", said_by: "山田社長" },
  });
  expect(app.asked(`${CASE}/answers`)[0]?.request.headers).toMatchObject({ "If-Match": '"1"' });
});

test("what is not filled in is said in a summary that leads to the inputs, and nothing is sent", async () => {
  const user = userEvent.setup();
  const app = opened();
  const step = await form("返事を記録する");

  await user.click(step.getByRole("button", { name: "返事を記録する" }));
  const summary = within(step.getByRole("alert"));
  expect(summary.getAllByRole("link")).toHaveLength(4);
  await user.click(summary.getByRole("link", { name: /^だれが言いましたか/ }));

  expect(document.activeElement).toBe(step.getByLabelText("だれが言いましたか"));
  expect(app.asked(`${CASE}/answers`)).toEqual([]);
});

test("where somebody else was first, what was entered stays, and the next press is against what is there now", async () => {
  const user = userEvent.setup();
  const replies = [
    new Refusal(412, aProblem({ type: "/problems/stale-revision", status: 412 })),
    at('"9"', aCase({ stage: "proposed", next_stages: ["approached"] })),
  ];
  const app = opened({}, { [`POST ${CASE}/stage`]: () => replies.shift() });
  const step = await form("段階を進める・終了する");
  await user.click(step.getByLabelText(/「提案」へ戻す/));
  await user.type(step.getByLabelText(/^覚え書き/), "先方が出張中");
  await user.click(step.getByRole("button", { name: "段階を記録する" }));

  expect(await step.findByText("ほかの人が先に記録しました")).toBeTruthy();
  expect(step.getByLabelText(/^覚え書き/)).toHaveProperty("value", "先方が出張中");
  await user.click(step.getByRole("button", { name: "段階を記録する" }));

  expect(await step.findByText("記録しました")).toBeTruthy();
  const [first, second] = app.asked(`${CASE}/stage`);
  expect(first?.request.headers).toMatchObject({ "If-Match": '"1"' });
  expect(second?.request.headers).toMatchObject({ "If-Match": '"2"' });
  expect(second?.request.body).toBe(first?.request.body);
});

test("a step back without a reason is refused on the page", async () => {
  const user = userEvent.setup();
  const app = opened();
  const step = await form("段階を進める・終了する");

  await user.click(step.getByLabelText(/「提案」へ戻す/));
  await user.click(step.getByRole("button", { name: "段階を記録する" }));

  expect(step.getByRole("alert").textContent).toContain("覚え書きを入力してください");
  expect(app.asked(`${CASE}/stage`)).toEqual([]);
});

test("closing asks how it ended and why, and what becomes of the others", async () => {
  const user = userEvent.setup();
  const closed = aCase({ stage: "closed", next_stages: [], ending: "declined_by_seeker" });
  const app = opened({}, { [`POST ${CASE}/stage`]: () => at('"2"', closed) });
  const step = await form("段階を進める・終了する");

  await user.click(step.getByLabelText("この紹介を終了する"));
  await user.selectOptions(step.getByLabelText(/どう終わりましたか/), "見送り（探す側）");
  await user.selectOptions(step.getByLabelText(/^見送りの理由/), "納期");
  await user.selectOptions(step.getByLabelText(/^同じ探しもの/), "時期");
  await user.click(step.getByRole("button", { name: "段階を記録する" }));

  expect(await screen.findByText("見送り（探す側）")).toBeTruthy();
  expect(body(app, `${CASE}/stage`)).toEqual({
    stage: "closed",
    ending: "declined_by_seeker",
    reason: "lead_time",
    others_because: "timing",
  });
});

test("a rung asks for just the evidence that it needs, and a refusal finds its input", async () => {
  const user = userEvent.setup();
  const late = { pointer: "/evidence/1/on", detail: "証拠の日付が後です", detail_en: "too young" };
  const app = opened(
    { purpose: "alternative_sourcing", stage: "agreed", next_stages: ["met", "approached"] },
    { [`POST ${CASE}/readiness`]: () => new Refusal(422, aProblem({ errors: [late] })) },
  );
  const step = await form("備えの段");

  await user.click(step.getByLabelText("認定"));
  for (const name of ["仕様変更承認", "初品検査"]) {
    const proof = within(step.getByRole("group", { name }));
    await user.type(proof.getByLabelText(/^文書の番号/), "R-1");
    await user.type(proof.getByLabelText("日付"), "2026-11-20");
    await user.type(proof.getByLabelText(/^承認・検査/), "佐藤");
  }
  await user.click(step.getByRole("button", { name: "備えの段を記録する" }));

  await step.findByRole("link", { name: "証拠の日付が後です" });
  const inspection = within(step.getByRole("group", { name: "初品検査" }));
  expect(inspection.getByLabelText("日付").getAttribute("aria-invalid")).toBe("true");
  const sent = body(app, `${CASE}/readiness`);
  expect(sent.evidence.map((item: { kind: string }) => item.kind)).toEqual([
    "change_approval",
    "first_article",
  ]);
});

test("outcomes are those of the survey, with the amount as it is written in Japan", async () => {
  const user = userEvent.setup();
  const app = opened(
    { stage: "met", next_stages: ["trial", "agreed"], questions: { seeker: 90 } },
    { [`POST ${CASE}/outcomes`]: () => at('"2"', aCase({ stage: "met" })) },
  );
  const step = await form("成果を記録する");

  expect(step.getByLabelText("90日")).toHaveProperty("checked", true);
  await user.click(step.getByLabelText(/^探す側/));
  await user.click(step.getByLabelText("仕入・外注先を開拓できた"));
  await user.type(step.getByLabelText(/^受発注額/), "１，２００，０００");
  await user.selectOptions(step.getByLabelText("どうやって聞きましたか"), "FAX");
  await user.type(step.getByLabelText("だれが言いましたか"), "田中");
  await user.click(step.getByRole("button", { name: "成果を記録する" }));

  expect(await step.findByText("記録しました")).toBeTruthy();
  expect(body(app, `${CASE}/outcomes`)).toEqual({
    side: "seeker",
    after_days: 90,
    items: ["commercial.supplier"],
    orders: 1200000,
    heard: { means: "fax", said_by: "田中" },
  });
});

test("a release is taken back by its own button", async () => {
  const user = userEvent.setup();
  const app = opened(
    { released: ["firm_ref"] },
    { [`DELETE ${CASE}/releases`]: () => at('"2"', aCase()) },
  );
  const step = await form("名前や内容を相手に見せる");

  await user.click(step.getByRole("button", { name: /^取り消す/ }));

  expect(await step.findByText("開示を取り消しました")).toBeTruthy();
  expect(app.asked(`${CASE}/releases`)[0]?.url.search).toBe("?path=firm_ref");
});

test("another chamber's case offers nothing but taking it over where that was asked", async () => {
  opened({ chamber_ref: "CH2", offered_to: "CH1" });

  expect(await screen.findByText(/進められるのは、担当する会議所だけです/)).toBeTruthy();
  expect(screen.getByRole("button", { name: "引き継ぎを受ける" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "段階を記録する" })).toBeNull();
});

test("a case that is not there looks like any page that is missing", async () => {
  opened({}, { [`GET ${CASE}`]: missing });

  expect(await screen.findByRole("heading", { name: "ページが見つかりません" })).toBeTruthy();
});
