import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal } from "@/testing/app";
import { aNeed, anAnswer, aProblem } from "@/testing/builders";

const POST = "POST /api/v1/needs";
const next = () => screen.findByRole("button", { name: "確認へ進む" });

async function fillIn(user: ReturnType<typeof userEvent.setup>) {
  await user.type(await screen.findByLabelText("事務局トークン"), "secret");
  await user.click(await next());
  return screen.findByRole("button", { name: "掲示する" });
}

test("the form begins where the search left off", async () => {
  openAt(
    "/needs/new?q=取っ手の切削&purpose=alternative_sourcing&lot=200&certification=ISO9001",
    {},
  );

  expect(await screen.findByLabelText("題名")).toHaveProperty("value", "取っ手の切削");
  expect(screen.getByLabelText("代替調達")).toHaveProperty("checked", true);
  expect(screen.getByLabelText("ロット（個）")).toHaveProperty("value", "200");
  expect(screen.getByLabelText("認証")).toHaveProperty("value", "ISO9001");
});

test("errors are summed up with links to their inputs, and nothing is sent", async () => {
  const user = userEvent.setup();
  const app = openAt("/needs/new?lot=200", {});
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
    "事務局トークンを入力してください",
  ]);
  expect(document.activeElement).toBe(summary);
  await user.click(within(summary).getByRole("link", { name: /^ロット/ }));
  expect(document.activeElement).toBe(screen.getByLabelText("ロット（個）"));
  expect(app.calls).toEqual([]);
});

test("answers are checked before anything is sent, and can be changed", async () => {
  const user = userEvent.setup();
  openAt("/needs/new?q=取っ手の切削&lot=200", {});

  await fillIn(user);
  expect(screen.getByText("取っ手の切削")).toBeTruthy();
  expect(screen.getByText("200 個")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^直す\s?（題名）$/ }));

  expect(await screen.findByLabelText("題名")).toHaveProperty("value", "取っ手の切削");
});

test("what is sent carries the token and its own reference, and leads to the need with its matches", async () => {
  const user = userEvent.setup();
  const app = openAt("/needs/new?q=取っ手の切削&lot=200&exclude_cluster=豊田", {
    [POST]: () => aNeed(),
    "GET /api/v1/needs/N001": () => aNeed(),
    "GET /api/v1/needs/N001/matches": () => ({ ...anAnswer(), need: aNeed() }),
  });

  await user.click(await fillIn(user));

  expect(await screen.findByText("掲示しました")).toBeTruthy();
  const sent = app.calls.find(({ request }) => request.method === "POST")?.request;
  expect(new Headers(sent?.headers).get("authorization")).toBe("Bearer secret");
  expect(JSON.parse(String(sent?.body))).toMatchObject({
    need_ref: expect.stringMatching(/^web-[0-9a-f]{12}$/),
    kind: "sourcing",
    title: "取っ手の切削",
    firm_ref: null,
    constraints: { lot: 200, tolerance_um: null, exclude_clusters: ["豊田"] },
  });
});

test("what the server refuses lands at its input", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    errors: [{ pointer: "/constraints/lot", detail: "多すぎます", detail_en: "" }],
  });
  openAt("/needs/new?q=取っ手の切削&lot=200", { [POST]: () => new Refusal(422, problem) });

  await user.click(await fillIn(user));

  expect(
    within(await screen.findByRole("alert")).getByRole("link", { name: "多すぎます" }),
  ).toBeTruthy();
  expect(screen.getByLabelText("ロット（個）").getAttribute("aria-invalid")).toBe("true");
});

test("a wrong token is said at the token", async () => {
  const user = userEvent.setup();
  const problem = aProblem({ status: 401, detail: "トークンが正しくありません" });
  openAt("/needs/new?q=取っ手の切削", { [POST]: () => new Refusal(401, problem) });

  await user.click(await fillIn(user));

  await waitFor(() =>
    expect(screen.getByLabelText("事務局トークン").getAttribute("aria-describedby")).toContain(
      "token-error",
    ),
  );
});

test("opening the check step without answers shows the form", async () => {
  openAt("/needs/new?step=check", {});

  expect(await next()).toBeTruthy();
});
