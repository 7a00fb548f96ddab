import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { at, nothing, openAt, Refusal, type Reply } from "@/testing/app";
import { aFirm, aMe, aNeed, anAnswer, aProblem, nobody } from "@/testing/builders";

const NEED = "/api/v1/needs/N001";
const mine = aNeed({ firm: aFirm(), title: "取っ手の切削", constraints: { lot: 200 } });

const opened = (more: Record<string, Reply> = {}, address = "/my/needs") =>
  openAt(address, {
    "GET /api/v1/me": () => aMe(),
    "GET /api/v1/needs": () => ({ items: [mine], next_cursor: null }),
    [`GET ${NEED}`]: () => at('"3"', mine),
    [`GET ${NEED}/disclosure`]: () => ({ listing: "public", fields: {}, hide_from: [] }),
    [`GET ${NEED}/matches`]: () => ({
      ...anAnswer({ items: [], count: { value: 12, relation: "exact" } }),
      need: mine,
    }),
    ...more,
  });

const sent = (app: ReturnType<typeof openAt>, method: string, path: string) =>
  app.asked(path).filter(({ request }) => request.method === method);

test("a firm's own needs show whether it is named, and how many firms fit", async () => {
  const app = opened();

  const card = within(await screen.findByRole("article"));

  expect(await card.findByText("名前を出しています")).toBeTruthy();
  expect(await card.findByRole("link", { name: /^合う企業 12 社/ })).toBeTruthy();
  expect(app.asked("/api/v1/needs")[0]?.url.searchParams.get("firm_ref")).toBe("F001");
});

test("the name is kept back at a press, and what else was decided stays", async () => {
  const user = userEvent.setup();
  const before = { listing: "public", fields: { description: "members" }, hide_from: [] };
  const app = opened({
    [`GET ${NEED}/disclosure`]: () => before,
    [`PUT ${NEED}/disclosure`]: (_, { body }) => JSON.parse(String(body)),
  });

  await user.click(await screen.findByRole("button", { name: /^名前を伏せる/ }));

  expect(await screen.findByText("名前を伏せました")).toBeTruthy();
  expect(screen.getByText("名前を伏せています")).toBeTruthy();
  const [put] = sent(app, "PUT", `${NEED}/disclosure`);
  expect(JSON.parse(String(put?.request.body))).toEqual({
    ...before,
    fields: { description: "members", firm_ref: "coordinators" },
  });
});

test("a need is taken down only when it is asked for twice", async () => {
  const user = userEvent.setup();
  let isThere = true;
  const app = opened({
    "GET /api/v1/needs": () => ({ items: isThere ? [mine] : [], next_cursor: null }),
    [`DELETE ${NEED}`]: () => {
      isThere = false;
      return nothing();
    },
  });

  await user.click(await screen.findByRole("button", { name: /^取り下げる/ }));
  expect(document.activeElement?.textContent).toBe("やめる");
  expect(sent(app, "DELETE", NEED)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "はい、取り下げる" }));

  expect(await screen.findByText("取り下げました")).toBeTruthy();
  expect(await screen.findByText("自社からの掲示は、いまありません。")).toBeTruthy();
});

test("only what was changed of a need is sent, over the revision that was read", async () => {
  const user = userEvent.setup();
  const app = opened({ [`PATCH ${NEED}`]: () => at('"4"', mine) }, "/needs/N001/edit");
  await user.clear(await screen.findByLabelText("題名"));
  await user.type(screen.getByLabelText("題名"), "取っ手の研磨");

  await user.click(screen.getByRole("button", { name: "保存する" }));

  await waitFor(() => expect(app.address()).toBe("/needs/N001"));
  const [patch] = sent(app, "PATCH", NEED);
  expect(JSON.parse(String(patch?.request.body))).toEqual({ title: "取っ手の研磨" });
  expect(new Headers(patch?.request.headers).get("If-Match")).toBe('"3"');
});

test("where somebody else changed the need first, both versions are shown to choose from", async () => {
  const user = userEvent.setup();
  const theirs = { ...mine, title: "取っ手の鍛造", constraints: { lot: 500 } };
  const stale = {
    ...aProblem({ status: 412 }),
    seen: 3,
    current: 5,
    current_record: theirs,
    sent: {},
  };
  let tries = 0;
  const app = opened(
    { [`PATCH ${NEED}`]: () => (tries++ ? at('"6"', mine) : new Refusal(412, stale)) },
    "/needs/N001/edit",
  );
  await user.clear(await screen.findByLabelText("題名"));
  await user.type(screen.getByLabelText("題名"), "取っ手の研磨");
  await user.click(screen.getByRole("button", { name: "保存する" }));

  const title = within(await screen.findByRole("group", { name: "題名" }));
  expect(title.getByLabelText(/^あなたの入力/)).toHaveProperty("checked", true);
  const lot = within(screen.getByRole("group", { name: "ロット" }));
  expect(lot.getByLabelText(/^いまの内容/)).toHaveProperty("checked", true);
  await user.click(screen.getByRole("button", { name: "選んだ内容で保存する" }));

  await waitFor(() => expect(sent(app, "PATCH", NEED)).toHaveLength(2));
  const last = sent(app, "PATCH", NEED).at(-1)?.request;
  expect(JSON.parse(String(last?.body))).toEqual({ title: "取っ手の研磨" });
  expect(new Headers(last?.headers).get("If-Match")).toBe('"5"');
});

test("whoever is not signed in is led to sign in, and back here", async () => {
  openAt("/my/needs", { "GET /api/v1/me": nobody });

  const link = await screen.findByRole("link", { name: "サインインする" });
  expect(link.getAttribute("href")).toBe("/sign-in?next=%2Fmy%2Fneeds");
});
