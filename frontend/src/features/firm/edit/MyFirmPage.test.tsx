import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { at, openAt, Refusal, type Reply } from "@/testing/app";
import {
  aCapability,
  aCoordinator,
  aFirm,
  aFirmPage,
  aMe,
  aProblem,
  nobody,
} from "@/testing/builders";

const FIRM = "/api/v1/firms/F001";
const CAPABILITY = `${FIRM}/capabilities/F001-1`;
const open = { listing: "public", fields: {}, hide_from: [] };
const missing = () => new Refusal(404, aProblem({ type: "/problems/not-found", status: 404 }));
const echo: Reply = (_, { body }) => JSON.parse(String(body));

const opened = (more: Record<string, Reply> = {}, address = "/my/firm") =>
  openAt(address, {
    "GET /api/v1/me": () => aMe(),
    [`GET ${FIRM}`]: () => at('"3"', aFirmPage()),
    [`GET ${FIRM}/disclosure`]: () => open,
    [`GET ${FIRM}/contact`]: missing,
    [`GET ${FIRM}/succession`]: missing,
    [`PATCH ${FIRM}`]: () => at('"4"', aFirmPage()),
    [`PATCH ${CAPABILITY}`]: () => at('"5"', aCapability()),
    [`PUT ${FIRM}/disclosure`]: echo,
    ...more,
  });

type App = ReturnType<typeof openAt>;
const writes = (app: App) =>
  app.calls
    .filter(({ request }) => request.method && request.method !== "GET")
    .map(({ url, request }) => ({
      what: `${request.method} ${url.pathname}`,
      body: request.body && JSON.parse(String(request.body)),
      etag: new Headers(request.headers).get("If-Match"),
    }));
const save = () => screen.getByRole("button", { name: "保存する" });

test("what was changed is saved over the revision that was read, with who sees it", async () => {
  const user = userEvent.setup();
  const app = opened();
  const people = await screen.findByLabelText("従業員数（人）");
  await user.clear(people);
  await user.type(people, "２６");
  await user.selectOptions(screen.getByLabelText("公開範囲（従業員数（人））"), "会員まで");
  expect(screen.getByText("未保存の変更があります")).toBeTruthy();

  await user.click(save());

  expect(await screen.findByText(/^保存しました/)).toBeTruthy();
  const disclosure = { ...open, fields: { employees: "members" } };
  expect(writes(app)).toEqual([
    // narrowed before anything new is said
    { what: `PUT ${FIRM}/disclosure`, body: disclosure, etag: null },
    { what: `PATCH ${FIRM}`, body: { employees: 26 }, etag: '"3"' },
    { what: `PUT ${FIRM}/disclosure`, body: disclosure, etag: null },
  ]);
});

test("changes of the firm and of its capabilities follow each other from revision to revision", async () => {
  const user = userEvent.setup();
  const app = opened();
  await user.type(await screen.findByLabelText("紹介文"), "研磨も。");
  await user.click(screen.getByRole("heading", { name: "ステンレス取っ手の切削" }));
  await user.type(screen.getByLabelText("最小ロット（個）"), "10");

  await user.click(save());

  await waitFor(() =>
    expect(writes(app)).toEqual([
      {
        what: `PATCH ${FIRM}`,
        body: { summary: "ステンレス小物の一貫加工。研磨も。" },
        etag: '"3"',
      },
      { what: `PATCH ${CAPABILITY}`, body: { lot_min: 10 }, etag: '"4"' },
    ]),
  );
});

test("a new capability is kept back until its own visibility is stored", async () => {
  const user = userEvent.setup();
  const app = opened({ [`POST ${FIRM}/capabilities`]: () => at('"4"', aCapability()) });
  await user.click(await screen.findByRole("button", { name: "できることを加える" }));
  const added = screen.getByRole("heading", { name: "新しいできること" }).closest("details");
  const part = within(added as HTMLElement);
  expect(document.activeElement).toBe(part.getByLabelText("題名"));
  await user.type(part.getByLabelText("題名"), "試作");
  await user.selectOptions(part.getByLabelText("公開範囲（試作）"), "会員まで");

  await user.click(save());

  await waitFor(() => expect(writes(app)).toHaveLength(3));
  const [before, posted, after] = writes(app);
  expect(before?.body.fields).toEqual({ capabilities: "members" });
  expect(posted?.body).toMatchObject({ title: "試作", lot_min: null });
  expect(after?.body.fields).toEqual({
    [`capabilities/${posted?.body.capability_ref}`]: "members",
  });
});

test("what is typed wrong is summed up with links to the inputs, and nothing is sent", async () => {
  const user = userEvent.setup();
  const app = opened();
  await user.clear(await screen.findByLabelText("名前"));
  await user.click(screen.getByRole("heading", { name: "ステンレス取っ手の切削" }));
  await user.type(screen.getByLabelText("最大寸法（mm）"), "大きい");

  await user.click(save());

  const summary = within(await screen.findByRole("alert"));
  expect(summary.getAllByRole("link").map((link) => link.textContent)).toEqual([
    "名前を入力してください",
    "最大寸法（mm）は、0より大きい数字で入力してください（ステンレス取っ手の切削）",
  ]);
  expect(writes(app)).toEqual([]);
});

test("what the server refuses stands at its input, and nothing typed is lost", async () => {
  const user = userEvent.setup();
  const errors = [{ pointer: "/corporate_number", detail: "検査数字が合いません", detail_en: "" }];
  opened({ [`PATCH ${FIRM}`]: () => new Refusal(422, aProblem({ errors })) });
  await user.type(await screen.findByLabelText("法人番号"), "1234567890123");

  await user.click(save());

  expect(
    within(await screen.findByRole("alert")).getByRole("link", { name: /検査数字が合いません$/ }),
  ).toBeTruthy();
  const input = screen.getByLabelText("法人番号");
  expect(input).toHaveProperty("value", "1234567890123");
  expect(input.getAttribute("aria-invalid")).toBe("true");
});

test("where somebody else was first, both versions are shown, and the chosen one is saved", async () => {
  const user = userEvent.setup();
  const theirs = aFirmPage({ summary: "研磨の専門。", employees: 30 });
  const stale = { ...aProblem({ status: 412 }), seen: 3, current: 7, current_record: theirs };
  let tries = 0;
  const app = opened({
    [`PATCH ${FIRM}`]: () => (tries++ ? at('"8"', theirs) : new Refusal(412, stale)),
  });
  await user.clear(await screen.findByLabelText("紹介文"));
  await user.type(screen.getByLabelText("紹介文"), "切削の専門。");
  await user.type(screen.getByLabelText("読み"), "エンガワ");
  await user.click(save());

  const summary = within(await screen.findByRole("group", { name: "紹介文" }));
  expect(summary.getByLabelText(/^あなたの入力/)).toHaveProperty("checked", true);
  expect(summary.getByText("研磨の専門。")).toBeTruthy();
  const people = within(screen.getByRole("group", { name: "従業員数（人）" }));
  expect(people.getByLabelText(/^いまの内容/)).toHaveProperty("checked", true);
  expect(screen.queryByRole("group", { name: "読み" })).toBeNull(); // only the draft changed it
  await user.click(screen.getByRole("button", { name: "選んだ内容で保存する" }));

  await waitFor(() => expect(writes(app)).toHaveLength(2));
  expect(writes(app).at(-1)).toEqual({
    what: `PATCH ${FIRM}`,
    body: { summary: "切削の専門。", name_kana: "エンガワ" },
    etag: '"7"',
  });
});

test("availability is told with one press and today's date, and cleared with another", async () => {
  const user = userEvent.setup();
  const app = opened();
  const group = within(
    await screen.findByRole("group", { name: "ステンレス取っ手の切削 の空き状況" }),
  );

  await user.click(group.getByRole("button", { name: "△ 残りわずか" }));

  expect(await screen.findByText("ステンレス取っ手の切削 を「△」にしました")).toBeTruthy();
  const day = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
  expect(writes(app)[0]?.body).toEqual({ availability: "△", availability_as_of: day });
  await user.click(group.getByRole("button", { name: "△ 残りわずか", pressed: true }));
  await waitFor(() =>
    expect(writes(app).at(-1)?.body).toEqual({ availability: null, availability_as_of: null }),
  );
});

test("a firm to hide from is found by its name, and it is said who else then sees nothing", async () => {
  const user = userEvent.setup();
  const rival = aFirm({ firm_ref: "F777", name: "川べり鍛造" });
  const app = opened({
    "GET /api/v1/firms": () => ({ items: [rival], next_cursor: null }),
  });
  const hiding = within(await screen.findByRole("group", { name: "見せない相手（取引先・競合）" }));
  expect(hiding.getByText(/サインインしていない人にも見えなくなります/)).toBeTruthy();
  await user.type(hiding.getByLabelText("企業の名前か登録番号"), "川べり{Enter}");
  await user.click(await hiding.findByRole("button", { name: /^見せない相手に加える/ }));

  await user.click(save());

  await waitFor(() => expect(writes(app)[0]?.body.hide_from).toEqual(["F777"]));
  expect(app.asked("/api/v1/firms")[0]?.url.searchParams.get("name")).toBe("川べり");
});

test("what was not saved is there again after the page was left", async () => {
  const user = userEvent.setup();
  opened();
  await user.type(await screen.findByLabelText("読み"), "エンガワ");
  await user.click(screen.getByRole("link", { name: "掲示板" }));
  await screen.findByRole("heading", { name: "掲示板" });

  opened();

  expect(await screen.findByText(/^前に入力して保存していなかった内容/)).toBeTruthy();
});

test("the contact has a form of its own, with the server's refusal at its field", async () => {
  const user = userEvent.setup();
  const errors = [{ pointer: "/email", detail: "メールの形ではありません", detail_en: "" }];
  const app = opened({ [`PUT ${FIRM}/contact`]: () => new Refusal(422, aProblem({ errors })) });
  await user.type(await screen.findByLabelText("メール"), "どこか");

  await user.click(screen.getByRole("button", { name: "連絡先を保存する" }));

  expect(await screen.findByRole("link", { name: "メールの形ではありません" })).toBeTruthy();
  expect(writes(app)[0]?.body).toMatchObject({ email: "どこか", phone: null });
});

test("the plans for the future are stored, and the plan itself is asked for", async () => {
  const user = userEvent.setup();
  const said = {
    plan: "closing",
    label: "廃業予定",
    closing_year: 2028,
    note: null,
    asked_on: "2026-11-20",
    asked_by: null,
  };
  const app = opened({ [`PUT ${FIRM}/succession`]: () => said });
  const plan = await screen.findByLabelText("予定");
  await user.click(screen.getByRole("button", { name: "予定を保存する" }));
  expect(await screen.findByRole("link", { name: "予定を選んでください" })).toBeTruthy();
  await user.selectOptions(plan, "廃業予定");
  await user.type(screen.getByLabelText(/^廃業するつもりの年/), "２０２８");

  await user.click(screen.getByRole("button", { name: "予定を保存する" }));

  expect(await screen.findByText("予定を保存しました")).toBeTruthy();
  expect(writes(app)[0]?.body).toEqual({ plan: "closing", closing_year: 2028, note: null });
});

test("a coordinator cannot type over what a firm keeps to itself", async () => {
  opened(
    {
      "GET /api/v1/me": aCoordinator,
      [`GET ${FIRM}/disclosure`]: () => ({ ...open, fields: { employees: "private" } }),
    },
    "/firms/F001/edit",
  );

  expect(await screen.findByText("企業だけが見られる項目です")).toBeTruthy();
  expect(screen.queryByLabelText("従業員数（人）")).toBeNull();
});

test("whoever is not signed in is led to sign in, and back here", async () => {
  openAt("/my/firm", { "GET /api/v1/me": nobody });

  const link = await screen.findByRole("link", { name: "サインインする" });
  expect(link.getAttribute("href")).toBe("/sign-in?next=%2Fmy%2Ffirm");
});

test("a preview shows the firm as others see it, and lists what they do not see", async () => {
  const user = userEvent.setup();
  const app = opened(
    {
      [`GET ${FIRM}`]: () => at('"3"', aFirmPage({ employees: 24 })),
      [`GET ${FIRM}/disclosure`]: () => ({ ...open, fields: { employees: "members" } }),
      [`GET ${FIRM}/preview`]: (url) =>
        aFirmPage({ employees: url.searchParams.get("audience") === "anyone" ? null : 24 }),
    },
    "/my/firm/preview",
  );

  const hidden = await screen.findByRole("heading", { name: "この人には見えないもの" });
  const list = within(hidden.closest("section") as HTMLElement);
  expect(list.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "従業員数（人）（会員まで）",
    "連絡先（コーディネーターまで）",
    "事業承継の予定（コーディネーターまで）",
    "ほかの企業との接点（コーディネーターまで）",
  ]);
  await user.click(screen.getByRole("link", { name: "コーディネーター" }));

  expect(await screen.findByText("隠している項目はありません。すべて見えます。")).toBeTruthy();
  expect(app.address()).toBe("/my/firm/preview?audience=coordinators");
});

test("a circle that does not see the firm at all is told of", async () => {
  opened({ [`GET ${FIRM}/preview`]: missing }, "/my/firm/preview?audience=anyone");

  expect(
    await screen.findByRole("heading", { name: "この人には、この企業は見えません" }),
  ).toBeTruthy();
});

test("a firm leaves the network after it was asked, and says so itself", async () => {
  const user = userEvent.setup();
  const app = opened({
    [`POST ${FIRM}/withdrawal`]: () => ({ firm_ref: "F001" }),
    "GET /api/v1/clusters": () => ({ items: [] }),
  });
  await user.click(await screen.findByRole("button", { name: "同意を取り下げて掲載をやめる" }));
  expect(writes(app)).toEqual([]);

  await user.click(
    within(screen.getByRole("dialog")).getByRole("button", {
      name: "同意を取り下げて掲載をやめる",
    }),
  );

  await waitFor(() => expect(app.address()).toBe("/"));
  expect(writes(app)).toEqual([
    { what: `POST ${FIRM}/withdrawal`, body: { means: "web" }, etag: null },
  ]);
});

test("a coordinator writes down how it was said that a firm leaves", async () => {
  const user = userEvent.setup();
  const app = opened(
    {
      "GET /api/v1/me": () => aCoordinator(),
      [`POST ${FIRM}/withdrawal`]: () => new Refusal(403, aProblem({ status: 403 })),
    },
    "/firms/F001/edit",
  );
  await user.selectOptions(await screen.findByLabelText("どうやって聞きましたか"), "FAX");
  await user.click(screen.getByRole("button", { name: "同意を取り下げて掲載をやめる" }));
  const dialog = within(screen.getByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "同意を取り下げて掲載をやめる" }));

  expect(await dialog.findByRole("alert")).toBeTruthy();
  expect(writes(app).map(({ body }) => body)).toEqual([{ means: "fax" }]);
  expect(app.address()).toBe("/firms/F001/edit");
});

test("who sees what is changed over what somebody else has decided meanwhile", async () => {
  const user = userEvent.setup();
  const theirs = { listing: "members", fields: { founded: "private" }, hide_from: ["F009"] };
  const stale = { ...aProblem({ status: 412 }), seen: 11, current: 12, current_record: theirs };
  let tries = 0;
  const app = opened({
    [`GET ${FIRM}/disclosure`]: () => at('"11"', open),
    [`PUT ${FIRM}/disclosure`]: (_, { body }) =>
      tries++ ? at('"13"', JSON.parse(String(body))) : new Refusal(412, stale),
  });
  await screen.findByLabelText("従業員数（人）");
  await user.selectOptions(screen.getByLabelText("公開範囲（従業員数（人））"), "会員まで");

  await user.click(save());

  await waitFor(() => expect(writes(app)).toHaveLength(3));
  const merged = { ...theirs, fields: { founded: "private", employees: "members" } };
  expect(writes(app).map(({ etag }) => etag)).toEqual(['"11"', '"12"', '"13"']);
  expect(writes(app)[1]?.body).toEqual(merged);
});
