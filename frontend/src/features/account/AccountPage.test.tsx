import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal } from "@/testing/app";
import { aProblem } from "@/testing/builders";
import { aMe, aMembership, asCoordinator, nobody } from "@/testing/people";

const here = {
  session_ref: "s1",
  begun_at: "2026-11-20T00:00:00Z",
  seen_at: "2026-11-21T00:00:00Z",
  browser: "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0 Safari/537.36",
  is_this_one: true,
};
const elsewhere = {
  ...here,
  session_ref: "s2",
  browser: "Mozilla/5.0 (iPhone) Safari/604.1",
  is_this_one: false,
};
const ME = "GET /api/v1/me";
const SESSIONS = "GET /api/v1/me/sessions";
const signedIn = { [ME]: () => aMe(), [SESSIONS]: () => ({ items: [here] }) };

/** The refusal of what needs a fresh sign-in. */
const stale = () =>
  new Refusal(
    403,
    aProblem({
      type: "/problems/not-permitted",
      status: 403,
      detail: "大切な変更なので、もう一度サインインしてから15分以内に行ってください",
    }),
  );

test("who has not signed in is shown the way, and the way back", async () => {
  openAt("/account", {});

  const link = await screen.findByRole("link", { name: "サインインする" });

  expect(link.getAttribute("href")).toBe("/sign-in?next=%2Faccount");
});

test("the pages of an organisation are there for who may use them", async () => {
  const memberships = [aMembership({ role: "firm_member" }), asCoordinator()];
  openAt("/account", { ...signedIn, [ME]: () => aMe({ memberships }) });

  const table = await screen.findByRole("table", { name: "所属する組織" });
  const pages = (name: RegExp) =>
    within(within(table).getByRole("row", { name }))
      .getAllByRole("link")
      .map((link) => link.getAttribute("href"));

  expect(pages(/縁側精工/)).toEqual(["/firms/F001", "/organisations/F001/people"]);
  expect(pages(/商工会議所/)).toEqual([
    "/organisations/C001/people",
    "/organisations/C001/keys",
    "/organisations/C001/webhooks",
  ]);
});

test("name and language are saved, with the token that only our pages know", async () => {
  const user = userEvent.setup();
  const app = openAt("/account", {
    ...signedIn,
    "PATCH /api/v1/me": () => ({ ...aMe().person, name: "佐藤 華" }),
  });

  const name = await screen.findByLabelText("お名前");
  await user.clear(name);
  await user.type(name, "佐藤 華");
  await user.selectOptions(screen.getByLabelText("メールの言語"), "English");
  await user.click(screen.getByRole("button", { name: "保存する" }));

  expect(await screen.findByText("保存しました")).toBeTruthy();
  const sent = app.asked("/api/v1/me")[0]?.request;
  expect(JSON.parse(String(sent?.body))).toEqual({ name: "佐藤 華", language: "en" });
  expect(new Headers(sent?.headers).get("X-Enishi-CSRF")).toBe("csrf");
});

test("a lost browser is signed out from afar, after asking", async () => {
  const user = userEvent.setup();
  let items = [here, elsewhere];
  openAt("/account", {
    ...signedIn,
    [SESSIONS]: () => ({ items }),
    "DELETE /api/v1/me/sessions/s2": () => {
      items = [here];
    },
  });

  await user.click(
    await screen.findByRole("button", { name: /^終わらせる\s?（Safari \/ iPhone）$/ }),
  );
  const dialog = await screen.findByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: /^終わらせる/ }));

  expect(await screen.findByText("サインインを終わらせました")).toBeTruthy();
  await waitFor(() => expect(screen.queryByText("Safari / iPhone")).toBeNull());
});

test("signing out leads to the first page, where nobody is signed in", async () => {
  const user = userEvent.setup();
  let isIn = true;
  const app = openAt("/account", {
    ...signedIn,
    [ME]: () => (isIn ? aMe() : nobody()),
    "DELETE /api/v1/auth/session": () => {
      isIn = false;
    },
  });

  await user.click(await screen.findByRole("button", { name: "サインアウト" }));

  expect(await screen.findByRole("link", { name: "サインイン" })).toBeTruthy();
  expect(app.address()).toBe("/");
});

test("a password that is not worth having is refused at its input", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    errors: [
      { pointer: "/password", detail: "パスワードは12文字以上にしてください", detail_en: "" },
    ],
  });
  openAt("/account/password", {
    ...signedIn,
    "PUT /api/v1/me/password": () => new Refusal(422, problem),
  });

  await user.type(await screen.findByLabelText("新しいパスワード"), "short");
  await user.click(screen.getByRole("button", { name: "このパスワードにする" }));

  await screen.findByRole("alert");
  expect(screen.getByLabelText("新しいパスワード").getAttribute("aria-describedby")).toContain(
    "password-error",
  );
});

test("what needs a fresh sign-in leads there and back", async () => {
  const user = userEvent.setup();
  openAt("/account/second-factor", {
    ...signedIn,
    "POST /api/v1/me/second-factor": stale,
  });

  await user.click(await screen.findByRole("button", { name: "設定を始める" }));

  const link = within(await screen.findByRole("alert")).getByRole("link");
  expect(link.getAttribute("href")).toBe("/sign-in?next=%2Faccount%2Fsecond-factor");
});

test("a second factor is scanned, confirmed, and its recovery codes are shown once", async () => {
  const user = userEvent.setup();
  let isOn = false;
  openAt("/account/second-factor", {
    ...signedIn,
    [ME]: () => aMe({ has_second_factor: isOn, recovery_codes_left: isOn ? 2 : 0 }),
    "POST /api/v1/me/second-factor": () => ({
      secret: "JBSWY3DPEHPK3PXP",
      address: "otpauth://totp/Enishi",
      picture: "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }),
    "PUT /api/v1/me/second-factor": () => {
      isOn = true;
      return { recovery_codes: ["abcde-fghij", "klmno-pqrst"] };
    },
  });

  await user.click(await screen.findByRole("button", { name: "設定を始める" }));
  const picture = await screen.findByRole("img", { name: /QR コード/ });
  expect(picture.getAttribute("src")).toContain("data:image/svg+xml,");
  expect(screen.getByText("JBSW Y3DP EHPK 3PXP")).toBeTruthy();
  await user.type(screen.getByLabelText("コード"), "123456");
  await user.click(screen.getByRole("button", { name: "有効にする" }));

  expect(await screen.findByText("abcde-fghij")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "保管しました" }));
  expect(await screen.findByText("使っていない回復コードは、あと 2 個です。")).toBeTruthy();
  expect(screen.queryByText("abcde-fghij")).toBeNull();
});

test("an account is erased only when the word has been typed", async () => {
  const user = userEvent.setup();
  let isIn = true;
  const app = openAt("/account/erase", {
    [ME]: () => (isIn ? aMe() : nobody()),
    "DELETE /api/v1/me": () => {
      isIn = false;
    },
  });

  await user.click(await screen.findByRole("button", { name: "アカウントを消す" }));
  expect(within(await screen.findByRole("alert")).getByRole("link").textContent).toBe(
    "「消します」と入力してください",
  );
  expect(app.asked("/api/v1/me")).toEqual([]);
  await user.type(screen.getByLabelText(/と入力してください/), "消します");
  await user.click(screen.getByRole("button", { name: "アカウントを消す" }));

  expect(await screen.findByRole("link", { name: "サインイン" })).toBeTruthy();
  expect(app.address()).toBe("/");
});

test("the last administrator is told to appoint a successor", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    type: "/problems/conflict",
    status: 409,
    detail: "縁側精工株式会社 の管理者がいなくなります",
  });
  openAt("/account/erase", {
    ...signedIn,
    "DELETE /api/v1/me": () => new Refusal(409, problem),
  });

  await user.type(await screen.findByLabelText(/と入力してください/), "消します");
  await user.click(screen.getByRole("button", { name: "アカウントを消す" }));

  expect((await screen.findByRole("alert")).textContent).toContain("管理者がいなくなります");
});
