import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { DigestPreferenceOut, DigestPreviewOut, TapOut } from "@/api";
import { openAt, Refusal } from "@/testing/app";
import { aProblem } from "@/testing/builders";
import { aMe } from "@/testing/people";

const TAPS = "/api/v1/digests/taps";

const aTap = (given: Partial<TapOut> = {}): TapOut => ({
  state: "open",
  firm_name: "諏訪精工",
  own_name: "燕プレス",
  headline: "御社の探しもの「微細切削」に応えられそうです",
  answer: null,
  given: null,
  text: "",
  text_en: "",
  ...given,
});

const aPreference = (given: Partial<DigestPreferenceOut> = {}): DigestPreferenceOut => ({
  frequency: "weekly",
  frequency_label: "毎週",
  weekday: 2,
  time: "07:30",
  next_at: "2026-12-01T07:30:00+09:00",
  paused_at: null,
  pause_text: null,
  pause_text_en: null,
  ...given,
});

const aPreview = (given: Partial<DigestPreviewOut> = {}): DigestPreviewOut => ({
  week: "2026-W48",
  firm_ref: "F001",
  subject: "【縁】諏訪精工：御社の探しものに応えられそうです",
  items: [],
  html: "<p>諏訪精工</p>",
  text: "1. 会ってみませんか",
  is_empty: false,
  ...given,
});

const body = (request?: RequestInit) => JSON.parse(String(request?.body));

test("a link asks one question, and only its button answers", async () => {
  const user = userEvent.setup();
  const app = openAt("/digest/answer?answer=wants_to_meet#token", {
    [`GET ${TAPS}`]: () => aTap(),
    [`POST ${TAPS}`]: () => ({
      answer: "wants_to_meet",
      text: "商工会議所が相手に確かめます",
      text_en: "",
      is_repeated: false,
    }),
  });

  await screen.findByRole("heading", { name: "諏訪精工に「会いたい」と答えますか" });
  expect(screen.getByText("燕プレス として答えます")).toBeTruthy();
  expect(app.calls.every(({ request }) => !request.method)).toBe(true);
  await user.click(screen.getByRole("button", { name: "「会いたい」と答える" }));

  expect(await screen.findByText("商工会議所が相手に確かめます")).toBeTruthy();
  expect(body(app.asked(TAPS).at(-1)?.request)).toEqual({
    token: "token",
    answer: "wants_to_meet",
  });
});

test("who says that it does not fit is asked why", async () => {
  const user = userEvent.setup();
  const app = openAt("/digest/answer?answer=does_not_fit#token", {
    [`GET ${TAPS}`]: () => aTap(),
    [`POST ${TAPS}`]: () => ({ answer: "does_not_fit", text: "", text_en: "", is_repeated: true }),
  });
  const send = await screen.findByRole("button", { name: "「違う」と答える" });

  await user.click(send);
  expect(screen.getByText("理由を一つ選んでください")).toBeTruthy();
  await user.click(screen.getByLabelText("工程が違う"));
  await user.click(send);

  expect(await screen.findByText("同じ返事を、すでにお預かりしています。")).toBeTruthy();
  expect(body(app.asked(TAPS).at(-1)?.request).reason).toBe("other_process");
});

test("a link without an answer asks which, and says what was answered before", async () => {
  const user = userEvent.setup();
  openAt("/digest/answer#token", {
    [`GET ${TAPS}`]: () => aTap({ state: "answered", given: "not_now" }),
  });

  await screen.findByRole("heading", { name: "諏訪精工に、どう答えますか" });
  expect(screen.getByText(/前に「今は無理」と答えています/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "知っている" }));

  expect(screen.getByRole("button", { name: "「知っている」と答える" })).toBeTruthy();
});

test("a link that has expired shows the way that is left", async () => {
  openAt("/digest/answer?answer=knows#token", {
    [`GET ${TAPS}`]: () => aTap({ state: "expired", text: "21日が過ぎました" }),
  });

  expect(await screen.findByText("21日が過ぎました")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /答える/ })).toBeNull();
});

test("a link that was cut short asks nothing of the API", async () => {
  const app = openAt("/digest/answer?answer=knows", {});

  expect(await screen.findByText(/リンクが途中で切れています/)).toBeTruthy();
  expect(app.calls).toEqual([]);
});

test("a link that the API does not know is told in one sentence", async () => {
  const errors = [{ pointer: "/token", detail: "このリンクは正しくありません", detail_en: "" }];
  openAt("/digest/answer?answer=knows#else", {
    [`GET ${TAPS}`]: () => new Refusal(422, aProblem({ errors })),
  });

  expect((await screen.findByRole("alert")).textContent).toBe("このリンクは正しくありません");
});

test("the digest is made rarer without a sign-in", async () => {
  const user = userEvent.setup();
  const app = openAt("/digest/stop#token", {
    "POST /api/v1/digests/unsubscribe": () => ({
      frequency: "monthly",
      text: "月に1回お届けします",
      text_en: "",
    }),
  });

  await user.click(await screen.findByRole("button", { name: "月に1回に減らす" }));

  expect(await screen.findByText("月に1回お届けします")).toBeTruthy();
  expect(body(app.calls[0]?.request)).toEqual({ token: "token", frequency: "monthly" });
});

test("one chooses how often the digest comes and sees what it would say", async () => {
  const user = userEvent.setup();
  const app = openAt("/my/digest", {
    "GET /api/v1/me": () => aMe(),
    "GET /api/v1/me/digest": () => aPreference(),
    "PUT /api/v1/me/digest": (_, request) => aPreference(body(request)),
    "GET /api/v1/me/digest/preview": () => aPreview(),
  });

  expect(await screen.findByText(/次は .*2026.* に届く予定です/)).toBeTruthy();
  expect((await screen.findByTitle("便りの下見")).getAttribute("sandbox")).toBe(
    "allow-same-origin",
  );
  await user.click(screen.getByLabelText(/月に1回/));
  await user.selectOptions(screen.getByLabelText("曜日"), "木曜");
  await user.click(screen.getByRole("button", { name: "保存する" }));

  await screen.findByText("保存しました");
  const sent = app.calls.find(({ request }) => request.method === "PUT");
  expect(body(sent?.request)).toEqual({ frequency: "monthly", weekday: 4, time: "07:30" });
  await user.click(screen.getByLabelText("文字だけ"));
  expect(screen.getByText("1. 会ってみませんか")).toBeTruthy();
});

test("an address that takes no letters is said, and an empty week too", async () => {
  openAt("/my/digest", {
    "GET /api/v1/me": () => aMe(),
    "GET /api/v1/me/digest": () => aPreference({ next_at: null, pause_text: "届きませんでした" }),
    "GET /api/v1/me/digest/preview": () => aPreview({ is_empty: true, html: "", text: "" }),
  });

  expect(await screen.findByText(/届きませんでした/)).toBeTruthy();
  await waitFor(() => expect(screen.getByText(/伝えることはありません/)).toBeTruthy());
});
