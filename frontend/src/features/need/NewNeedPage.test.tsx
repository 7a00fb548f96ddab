import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal } from "@/testing/app";
import { aCoordinator, aMe, aNeed, anAnswer, aProblem, nobody } from "@/testing/builders";

const POST = "POST /api/v1/needs";
const ME = "GET /api/v1/me";
const member = { [ME]: () => aMe() };
const next = () => screen.findByRole("button", { name: "確認へ進む" });

async function fillIn(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await next());
  return screen.findByRole("button", { name: "掲示する" });
}

test("the form begins where the search left off", async () => {
  openAt(
    "/needs/new?q=取っ手の切削&purpose=alternative_sourcing&lot=200&certification=ISO9001",
    member,
  );

  expect(await screen.findByLabelText("題名")).toHaveProperty("value", "取っ手の切削");
  expect(screen.getByLabelText("代替調達")).toHaveProperty("checked", true);
  expect(screen.getByLabelText("ロット（個）")).toHaveProperty("value", "200");
  expect(screen.getByLabelText("認証")).toHaveProperty("value", "ISO9001");
});

test("errors are summed up with links to their inputs, and nothing is sent", async () => {
  const user = userEvent.setup();
  const app = openAt("/needs/new?lot=200", member);
  await user.clear(await screen.findByLabelText("ロット（個）"));
  await user.type(screen.getByLabelText("ロット（個）"), "たくさん");
  await user.click(await next());

  const summary = await screen.findByRole("alert");
  const links = within(summary)
    .getAllByRole("link")
    .map((link) => link.textContent);
  expect(links).toEqual([
    "題名を入力してください",
    "ロットは、1以上の整数で入力してください（例：200）",
  ]);
  expect(document.activeElement).toBe(summary);
  await user.click(within(summary).getByRole("link", { name: /^ロット/ }));
  expect(document.activeElement).toBe(screen.getByLabelText("ロット（個）"));
  expect(app.asked("/api/v1/needs")).toEqual([]);
});

test("answers are checked before anything is sent, and can be changed", async () => {
  const user = userEvent.setup();
  openAt("/needs/new?q=取っ手の切削&lot=200", member);

  await fillIn(user);
  expect(screen.getByText("取っ手の切削")).toBeTruthy();
  expect(screen.getByText("200 個")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^直す\s?（題名）$/ }));

  expect(await screen.findByLabelText("題名")).toHaveProperty("value", "取っ手の切削");
});

test("whoever is signed in posts for their firm, and comes to the need with its matches", async () => {
  const user = userEvent.setup();
  const app = openAt("/needs/new?q=取っ手の切削&lot=200&exclude_cluster=豊田", {
    ...member,
    [POST]: () => aNeed(),
    "GET /api/v1/needs/N001": () => aNeed(),
    "GET /api/v1/needs/N001/matches": () => ({ ...anAnswer(), need: aNeed() }),
  });
  await screen.findByText("「縁側精工株式会社」の探しものとして掲示します。");
  expect(screen.queryByLabelText("探している企業")).toBeNull();

  await user.click(await fillIn(user));

  expect(await screen.findByText("掲示しました")).toBeTruthy();
  const sent = app.calls.find(({ request }) => request.method === "POST")?.request;
  expect(new Headers(sent?.headers).get("X-Enishi-CSRF")).toBe("csrf");
  expect(JSON.parse(String(sent?.body))).toEqual({
    need_ref: expect.stringMatching(/^web-[0-9a-f]{12}$/),
    kind: "sourcing",
    title: "取っ手の切削",
    description: null,
    firm_ref: "F001",
    constraints: expect.objectContaining({ lot: 200, exclude_clusters: ["豊田"] }),
    disclosure: { fields: {} },
  });
});

test("a name kept back and a description for members are decided before anything is posted", async () => {
  const user = userEvent.setup();
  const app = openAt("/needs/new?q=取っ手の切削", { ...member, [POST]: () => aNeed() });
  await user.type(await screen.findByLabelText(/^くわしい内容/), "月に200個");
  await user.click(screen.getByLabelText("社名を伏せる"));
  await user.selectOptions(screen.getByLabelText("公開範囲（くわしい内容の公開範囲）"), "会員まで");

  const send = await fillIn(user);
  expect(screen.getByText("社名を伏せて掲示します")).toBeTruthy();
  await user.click(send);

  const [posted] = app.asked("/api/v1/needs");
  expect(JSON.parse(String(posted?.request.body)).disclosure).toEqual({
    fields: { firm_ref: "coordinators", description: "members" },
  });
});

test("a coordinator may post for any firm, or for none", async () => {
  const user = userEvent.setup();
  const app = openAt("/needs/new?q=取っ手の切削", { [ME]: aCoordinator, [POST]: () => aNeed() });
  await user.type(await screen.findByLabelText(/^探している企業/), "F120");

  await user.click(await fillIn(user));

  const [posted] = app.asked("/api/v1/needs");
  expect(JSON.parse(String(posted?.request.body)).firm_ref).toBe("F120");
});

test("signed out, what was typed stays until one is back", async () => {
  const user = userEvent.setup();
  openAt("/needs/new?q=取っ手の切削", { [ME]: nobody });
  await user.type(await screen.findByLabelText(/^くわしい内容/), "月に200個");
  await user.click(await next());

  const link = await screen.findByRole("link", { name: "サインインする" });
  expect(screen.queryByRole("button", { name: "掲示する" })).toBeNull();
  const here = new URL(link.getAttribute("href") ?? "", "http://enishi.test");
  expect(here.pathname).toBe("/sign-in");
  cleanup();
  openAt(here.searchParams.get("next") ?? "", member);

  expect(await screen.findByText("月に200個")).toBeTruthy();
  expect(await screen.findByRole("button", { name: "掲示する" })).toBeTruthy();
});

test("what the server refuses lands at its input", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    errors: [{ pointer: "/constraints/lot", detail: "多すぎます", detail_en: "" }],
  });
  openAt("/needs/new?q=取っ手の切削&lot=200", {
    ...member,
    [POST]: () => new Refusal(422, problem),
  });

  await user.click(await fillIn(user));

  expect(
    within(await screen.findByRole("alert")).getByRole("link", { name: "多すぎます" }),
  ).toBeTruthy();
  expect(screen.getByLabelText("ロット（個）").getAttribute("aria-invalid")).toBe("true");
});

test("a session that has ended is said, and the way in is shown", async () => {
  const user = userEvent.setup();
  const problem = aProblem({ status: 401, detail: "サインインしてください", errors: [] });
  let isIn = true;
  openAt("/needs/new?q=取っ手の切削", {
    [ME]: () => (isIn ? aMe() : nobody()),
    [POST]: () => {
      isIn = false;
      return new Refusal(401, problem);
    },
  });

  await user.click(await fillIn(user));

  expect(await screen.findByText("サインインしてください")).toBeTruthy();
  expect(await screen.findByRole("link", { name: "サインインする" })).toBeTruthy();
});

test("opening the check step without answers shows the form", async () => {
  openAt("/needs/new?step=check", member);

  expect(await next()).toBeTruthy();
});
