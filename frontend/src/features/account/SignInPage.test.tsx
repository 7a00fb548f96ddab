import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal } from "@/testing/app";
import { anAnswer, aProblem } from "@/testing/builders";
import { aMe, nobody } from "@/testing/people";

const REDEEM = "POST /api/v1/auth/links/redeem";
const done = { signed_in: true, needs_code: false };
const half = { signed_in: false, needs_code: true };
const board = { "GET /api/v1/needs": () => ({ items: [], next_cursor: null }) };

/** Answers as the API does: nobody at first, and somebody once a call has let them in. */
function door(me = aMe()) {
  let isOpen = false;
  return {
    "GET /api/v1/me": () => (isOpen ? me : nobody()),
    letIn: (answer: unknown) => {
      isOpen = true;
      return answer;
    },
  };
}

test("a link is asked for, and the answer does not tell whether the address is known", async () => {
  const user = userEvent.setup();
  const app = openAt("/sign-in?next=/needs", {
    "POST /api/v1/auth/links": () => ({ status: "accepted" }),
  });

  await user.type(
    within(await screen.findByRole("form", { name: "サインイン" })).getByLabelText(
      "メールアドレス",
    ),
    "sato@tsubame.example",
  );
  await user.click(screen.getByRole("button", { name: "リンクを送る" }));

  expect(await screen.findByText(/^sato@tsubame.example が登録されていれば/)).toBeTruthy();
  expect(JSON.parse(String(app.calls[0]?.request.body))).toEqual({ email: "sato@tsubame.example" });
});

test("without an address nothing is sent", async () => {
  const user = userEvent.setup();
  const app = openAt("/sign-in", {});

  await user.click(await screen.findByRole("button", { name: "リンクを送る" }));

  expect(within(await screen.findByRole("alert")).getByRole("link").textContent).toBe(
    "メールアドレスを入力してください",
  );
  expect(app.calls).toEqual([]);
});

test("a link is used when its button is pressed, and not before", async () => {
  const user = userEvent.setup();
  const { letIn, ...who } = door();
  const app = openAt("/sign-in?next=/needs#token", {
    ...who,
    ...board,
    [REDEEM]: () => letIn(done),
  });

  const button = await screen.findByRole("button", { name: "サインインする" });
  expect(app.calls).toEqual([]);
  await user.click(button);

  await waitFor(() => expect(app.address()).toBe("/needs"));
  expect(JSON.parse(String(app.calls[0]?.request.body))).toEqual({ token: "token" });
});

test("where one wanted to go is kept for the tab that the e-mail opens", async () => {
  const user = userEvent.setup();
  openAt("/sign-in?next=/needs", { "POST /api/v1/auth/links": () => ({ status: "accepted" }) });
  await user.type(
    (await screen.findAllByLabelText("メールアドレス"))[0] as HTMLElement,
    "a@b.example",
  );
  await user.click(screen.getByRole("button", { name: "リンクを送る" }));
  await screen.findByText("メールをご覧ください");
  document.body.replaceChildren();

  const { letIn, ...who } = door();
  const app = openAt("/sign-in#token", { ...who, ...board, [REDEEM]: () => letIn(done) });
  await user.click(await screen.findByRole("button", { name: "サインインする" }));

  await waitFor(() => expect(app.address()).toBe("/needs"));
});

test("a page of another site is no page to go on to", async () => {
  const user = userEvent.setup();
  const { letIn, ...who } = door(aMe({ memberships: [] }));
  const app = openAt("/sign-in?next=//elsewhere.example/#token", {
    ...who,
    "GET /api/v1/me/sessions": () => ({ items: [] }),
    [REDEEM]: () => letIn(done),
  });

  await user.click(await screen.findByRole("button", { name: "サインインする" }));

  await waitFor(() => expect(app.address()).toBe("/account"));
});

test("a used link says so and leads to a new one", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    type: "/problems/not-signed-in",
    status: 401,
    detail: "このリンクは使用済みか、期限が切れています。新しいリンクを送ってください",
  });
  openAt("/sign-in#token", { [REDEEM]: () => new Refusal(401, problem) });

  await user.click(await screen.findByRole("button", { name: "サインインする" }));
  expect((await screen.findByRole("alert")).textContent).toContain("使用済みか");
  await user.click(screen.getByRole("button", { name: "新しいリンクを送る" }));

  expect(await screen.findByRole("button", { name: "リンクを送る" })).toBeTruthy();
});

test("a password leads to the code where a second factor is set, and a wrong code is said there", async () => {
  const user = userEvent.setup();
  const { letIn, ...who } = door();
  const answers = [
    new Refusal(401, aProblem({ status: 401, detail: "コードが違うか、使用済みです" })),
    done,
  ];
  const app = openAt("/sign-in?next=/needs", {
    ...who,
    ...board,
    "POST /api/v1/auth/password": () => half,
    "POST /api/v1/auth/second-factor": () => {
      const answer = answers.shift();
      return answer === done ? letIn(answer) : answer;
    },
  });

  const form = await screen.findByRole("form", {
    name: "パスワードでサインインする",
    hidden: true,
  });
  await user.type(within(form).getByLabelText("メールアドレス"), "sato@tsubame.example");
  await user.type(within(form).getByLabelText("パスワード"), "四月の雨と錆びない取っ手");
  await user.click(within(form).getByRole("button", { hidden: true }));

  await user.type(await screen.findByLabelText("コード"), "000000");
  await user.click(screen.getByRole("button", { name: "確かめる" }));
  expect(
    within(await screen.findByRole("alert")).getByRole("link", {
      name: "コードが違うか、使用済みです",
    }),
  ).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "確かめる" }));

  await waitFor(() => expect(app.address()).toBe("/needs"));
});

test("a page that was loaded again half way asks for the code", async () => {
  openAt("/sign-in", { "GET /api/v1/me": () => ({ ...nobody(), needs_code: true }) });

  expect(await screen.findByRole("heading", { name: "2段階認証" })).toBeTruthy();
});

test("the terms come first for who has not agreed to them, in the version that is shown", async () => {
  const user = userEvent.setup();
  const { letIn, ...who } = door(aMe({ has_agreed: false }));
  const app = openAt("/sign-in?next=/needs#token", {
    ...who,
    ...board,
    [REDEEM]: () => letIn(done),
    "POST /api/v1/me/consents": () => ({ consent_ref: "k1" }),
  });
  await user.click(await screen.findByRole("button", { name: "サインインする" }));

  await user.click(await screen.findByRole("button", { name: "同意して進む" }));

  await waitFor(() => expect(app.address()).toBe("/needs"));
  const sent = app.asked("/api/v1/me/consents")[0]?.request;
  expect(JSON.parse(String(sent?.body))).toEqual({ terms_version: "2026-11" });
  expect(new Headers(sent?.headers).get("X-Enishi-CSRF")).toBe("csrf");
});

test("the header leads in, and to one's own pages once one is in", async () => {
  openAt("/clusters", { "GET /api/v1/clusters": () => ({ items: [] }) });
  expect((await screen.findByRole("link", { name: "サインイン" })).getAttribute("href")).toBe(
    "/sign-in?next=%2Fclusters",
  );
  document.body.replaceChildren();

  openAt("/", { "GET /api/v1/me": () => aMe(), "GET /api/v1/search": () => anAnswer() });
  const menu = await screen.findByRole("navigation", { name: "アカウントのメニュー" });
  expect(
    within(menu)
      .getAllByRole("link", { hidden: true })
      .map((link) => link.textContent),
  ).toEqual(["自社", "探しもの", "提案", "事業継続", "アカウント"]);
});

test("where an organisation has accounts of its own, its button leads to them and back here", async () => {
  openAt("/sign-in?next=/needs&refused=oidc", {
    "GET /api/v1/me": () => ({ ...nobody(), oidc_name: "県庁のアカウント" }),
  });

  const button = await screen.findByRole("link", { name: "県庁のアカウントでサインインする" });

  expect(button.getAttribute("href")).toBe("/api/v1/auth/oidc?next=%2Fneeds");
  expect(screen.getByRole("alert").textContent).toContain("サインインできませんでした");
});

test("where there is no such provider there is no button", async () => {
  openAt("/sign-in", {});

  await screen.findByRole("button", { name: "リンクを送る" });

  expect(screen.queryByRole("link", { name: /でサインインする$/ })).toBeNull();
});
