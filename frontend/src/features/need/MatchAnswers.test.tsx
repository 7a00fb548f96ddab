import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { MatchAnswer, MeOut } from "@/api";
import { openAt, Refusal } from "@/testing/app";
import {
  aCoordinator,
  aFirm,
  aMatch,
  aMe,
  aNeed,
  anAnswer,
  aProblem,
  nobody,
} from "@/testing/builders";

const POST = "POST /api/v1/matches/N001/responses";
const versions = { index_version: "i1", model_version: "m1", ranker_version: "r1" };
const found = aFirm({ firm_ref: "F777", name: "川べり鍛造" });

const answered = (answer: MatchAnswer, more: object = {}) => ({
  response: { answer, firm_ref: "F777", need_ref: "N001", label: answer, at: "2026-11-20" },
  introduction: null,
  correction: null,
  waiting: null,
  ...more,
});

const openNeed = (me: MeOut, need = aNeed(), reply: () => unknown = () => ({})) =>
  openAt("/needs/N001", {
    "GET /api/v1/me": () => me,
    "GET /api/v1/needs/N001": () => need,
    "GET /api/v1/needs/N001/matches": () => ({
      ...anAnswer({ ...versions, items: [aMatch({ firm: found })] }),
      need,
    }),
    [POST]: reply,
  });

const body = (app: ReturnType<typeof openAt>) =>
  JSON.parse(String(app.asked("/api/v1/matches/N001/responses")[0]?.request.body));

test("whoever seeks says with one press that they would like to meet", async () => {
  const user = userEvent.setup();
  const app = openNeed(aMe(), aNeed({ firm: aFirm() }), () =>
    answered("wants_to_meet", { introduction: {} }),
  );

  await user.click(await screen.findByRole("button", { name: /^会いたい\s?（川べり鍛造）$/ }));

  const said = await screen.findByText(/「会いたい」と記録しました。/);
  expect(said.getAttribute("role")).toBe("status");
  expect(said.textContent).toContain("コーディネーターが紹介を始めます。");
  expect(body(app)).toEqual({ firm_ref: "F777", answer: "wants_to_meet", ...versions });
});

test("that it does not fit is said with its reason, as an answer to the match", async () => {
  const user = userEvent.setup();
  const app = openNeed(aCoordinator(), aNeed(), () => answered("does_not_fit"));

  await screen.findByRole("button", { name: /^今は無理/ });
  await user.click(screen.getByRole("button", { name: /^違う/ }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByLabelText("工程が違う"));
  await user.click(dialog.getByRole("button", { name: "送る" }));

  expect(await screen.findByText("記録しました")).toBeTruthy();
  expect(body(app)).toMatchObject({
    firm_ref: "F777",
    answer: "does_not_fit",
    reason: "other_process",
    ...versions,
  });
});

test("another firm answers for itself only, and does not know a firm that keeps its name back", async () => {
  const user = userEvent.setup();
  const waiting = { text: "会いたい旨をお預かりしました", text_en: "noted" };
  const app = openNeed(aMe(), aNeed(), () => answered("wants_to_meet", { waiting }));

  const own = within(await screen.findByRole("group", { name: "この探しものへの答え" }));
  expect(own.queryByRole("button", { name: /^知っている/ })).toBeNull();
  expect(screen.queryByRole("group", { name: "川べり鍛造 への答え" })).toBeNull();
  await user.click(own.getByRole("button", { name: /^会いたい/ }));

  expect(await screen.findByText("会いたい旨をお預かりしました")).toBeTruthy();
  expect(body(app)).toEqual({ firm_ref: "F001", answer: "wants_to_meet" });
});

test("why an answer is refused is said beside the buttons", async () => {
  const user = userEvent.setup();
  const problem = aProblem({ status: 403, detail: "答えられるのは当事者だけです", errors: [] });
  openNeed(aCoordinator(), aNeed(), () => new Refusal(403, problem));

  await user.click(await screen.findByRole("button", { name: /^知っている/ }));

  expect((await screen.findByRole("alert")).textContent).toContain("答えられるのは当事者だけです");
});

test("whoever is not signed in is asked for no answer", async () => {
  openNeed(nobody());

  await screen.findByRole("link", { name: "川べり鍛造" });
  expect(screen.queryByRole("button", { name: /^会いたい/ })).toBeNull();
});
