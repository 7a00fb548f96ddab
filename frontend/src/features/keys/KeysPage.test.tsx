import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { KeyOut } from "@/api";
import { openAt, Refusal } from "@/testing/app";
import { aProblem } from "@/testing/builders";
import { aMe, asCoordinator } from "@/testing/people";

const aKey = (given: Partial<KeyOut> = {}): KeyOut => ({
  key_ref: "K5f2b8c1d9e0a4736",
  prefix: "enk_5f2b8c1d9e0a4736_",
  name: "基幹システムとの連携",
  person_ref: "p1",
  holder: "佐藤 花",
  organisation_ref: "F001",
  scopes: ["read", "write"],
  region: null,
  state: "valid",
  made_at: "2026-11-20T00:00:00Z",
  secret_since: "2026-11-20T00:00:00Z",
  expires_at: "2027-05-19T00:00:00Z",
  former_until: null,
  revoked_at: null,
  last_used_on: null,
  last_refused_on: null,
  ...given,
});

const ME = "GET /api/v1/me";
const withKeys = (...items: KeyOut[]) => ({
  [ME]: () => aMe(),
  "GET /api/v1/keys": () => ({ items }),
});

test("a key's secret is shown once, with a warning, until it has been kept", async () => {
  const user = userEvent.setup();
  const app = openAt("/account/keys", {
    ...withKeys(),
    "POST /api/v1/keys": () => ({ key: aKey(), secret: "enk_5f2b8c1d9e0a4736_secret" }),
  });

  await user.type(await screen.findByLabelText("名前"), "基幹システムとの連携");
  await user.click(screen.getByLabelText(/^登録・変更する/));
  await user.clear(screen.getByLabelText("有効な日数"));
  await user.type(screen.getByLabelText("有効な日数"), "９０日");
  await user.click(screen.getByRole("button", { name: "鍵を作る" }));

  expect(await screen.findByDisplayValue("enk_5f2b8c1d9e0a4736_secret")).toBeTruthy();
  expect(screen.getByText(/二度と表示できません/)).toBeTruthy();
  const sent = app.calls.find(({ request }) => request.method === "POST")?.request;
  expect(JSON.parse(String(sent?.body))).toEqual({
    name: "基幹システムとの連携",
    organisation_ref: "F001",
    scopes: ["read", "write"],
    days: 90,
    region: null,
  });
  await user.click(screen.getByRole("button", { name: "コピーする" }));
  expect(await screen.findByText("コピーしました")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "控えました" }));
  expect(screen.queryByDisplayValue("enk_5f2b8c1d9e0a4736_secret")).toBeNull();
});

test("faults are summed up before anything is sent", async () => {
  const user = userEvent.setup();
  const app = openAt("/account/keys", withKeys());

  await user.click(await screen.findByLabelText(/^読む/));
  await user.clear(screen.getByLabelText("有効な日数"));
  await user.type(screen.getByLabelText("有効な日数"), "500");
  await user.click(screen.getByRole("button", { name: "鍵を作る" }));

  expect(
    within(await screen.findByRole("alert"))
      .getAllByRole("link")
      .map((link) => link.textContent),
  ).toEqual([
    "名前を入力してください",
    "できることを選んでください",
    "有効な日数は、1〜400の整数で入力してください",
  ]);
  expect(app.calls.filter(({ request }) => request.method === "POST")).toEqual([]);
});

test("a coordinator narrows a key to a part of the region", async () => {
  const user = userEvent.setup();
  const app = openAt("/account/keys", {
    ...withKeys(),
    [ME]: () => aMe({ memberships: [asCoordinator()] }),
    "POST /api/v1/keys": () => ({ key: aKey(), secret: "enk_1" }),
  });

  await user.type(await screen.findByLabelText("名前"), "名簿の写し");
  await user.type(screen.getByLabelText("産地"), "燕三条、鯖江");
  await user.click(screen.getByRole("button", { name: "鍵を作る" }));
  await screen.findByDisplayValue("enk_1");

  const sent = app.calls.find(({ request }) => request.method === "POST")?.request;
  expect(JSON.parse(String(sent?.body)).region).toEqual({
    clusters: ["燕三条", "鯖江"],
    prefectures: [],
    municipality_codes: [],
  });
});

test("a scope that the role does not give is refused at the scopes", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    errors: [{ pointer: "/scopes", detail: "組織の管理者の鍵だけに付けられます", detail_en: "" }],
  });
  openAt("/account/keys", {
    ...withKeys(),
    "POST /api/v1/keys": () => new Refusal(422, problem),
  });

  await user.type(await screen.findByLabelText("名前"), "管理");
  await user.click(screen.getByLabelText(/^人と鍵を管理する/));
  await user.click(screen.getByRole("button", { name: "鍵を作る" }));

  await user.click(within(await screen.findByRole("alert")).getByRole("link"));
  expect(document.activeElement).toBe(screen.getByLabelText(/^読む/));
});

test("a key gets a new secret, and the former one works on for some days", async () => {
  const user = userEvent.setup();
  const app = openAt("/account/keys", {
    ...withKeys(aKey()),
    "POST /api/v1/keys/K5f2b8c1d9e0a4736/rotate": () => ({ key: aKey(), secret: "enk_new" }),
  });

  await user.click(await screen.findByRole("button", { name: /^秘密を新しくする/ }));
  const dialog = screen.getByRole("dialog", { name: /^秘密を新しくする/ });
  await user.clear(within(dialog).getByLabelText("前の秘密も使える日数"));
  await user.type(within(dialog).getByLabelText("前の秘密も使える日数"), "3");
  await user.click(within(dialog).getByRole("button", { name: "秘密を新しくする" }));

  expect(await screen.findByDisplayValue("enk_new")).toBeTruthy();
  const sent = app.calls.find(({ request }) => request.method === "POST")?.request;
  expect(JSON.parse(String(sent?.body))).toEqual({ overlap_days: 3, days: null });
});

test("whoever looks after an organisation revokes a key of its people, and renews none", async () => {
  const user = userEvent.setup();
  let items = [aKey({ person_ref: "p2", holder: "鈴木 一郎" })];
  openAt("/organisations/F001/keys", {
    [ME]: () => aMe(),
    "GET /api/v1/organisations/F001/keys": () => ({ items }),
    "DELETE /api/v1/organisations/F001/keys/K5f2b8c1d9e0a4736": () => {
      items = [aKey({ state: "revoked" })];
    },
  });

  const revoke = await screen.findByRole("button", { name: /^取り消す/ });
  expect(screen.queryByRole("button", { name: /^秘密を新しくする/ })).toBeNull();
  await user.click(revoke);
  const dialog = screen.getByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: /^取り消す/ }));

  expect(await screen.findByText("鍵「基幹システムとの連携」を取り消しました")).toBeTruthy();
  expect(await screen.findByText("取り消し済み")).toBeTruthy();
});
