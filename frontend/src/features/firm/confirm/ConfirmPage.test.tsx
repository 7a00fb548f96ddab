import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal, type Reply } from "@/testing/app";
import { aFirmPage, aProblem } from "@/testing/builders";

const LINK = "/api/v1/confirmations/s3cret";
const draft = {
  firm: aFirmPage(),
  contact: {
    name: "縁側 一郎",
    phone: "0256-00-0000",
    fax: null,
    email: null,
    address: null,
    best_time: null,
  },
  visibility: { employees: "members" },
  terms_version: "2026-11",
  expires_at: "2026-12-20T00:00:00Z",
};

const opened = (reply: Reply = () => aFirmPage(), address = "/confirm#s3cret") =>
  openAt(address, { [`GET ${LINK}`]: () => draft, [`POST ${LINK}`]: reply });

const publish = () => screen.findByRole("button", { name: "確認して公開する" });
const sent = (app: ReturnType<typeof openAt>) =>
  app
    .asked(LINK)
    .filter(({ request }) => request.method === "POST")
    .map(({ request }) => JSON.parse(String(request.body)));

test("a firm corrects what is wrong, agrees, and is published; only what it corrected is sent", async () => {
  const user = userEvent.setup();
  const app = opened();
  const people = await screen.findByLabelText("従業員数（人）");
  await user.clear(people);
  await user.type(people, "25");
  await user.selectOptions(screen.getByLabelText("公開範囲（紹介文）"), "会員まで");
  await user.click(screen.getByRole("checkbox", { name: /^この内容で掲載することに同意します/ }));
  await user.type(screen.getByLabelText(/^確認した人の名前/), "縁側 一郎");

  await user.click(await publish());

  expect(await screen.findByRole("heading", { name: "公開しました" })).toBeTruthy();
  expect(sent(app)).toEqual([
    {
      firm: { employees: 25 },
      visibility: { summary: "members" },
      agrees: true,
      terms_version: "2026-11",
      name: "縁側 一郎",
    },
  ]);
});

test("everything that would be published is shown", async () => {
  opened();

  expect(await screen.findByRole("heading", { name: "ステンレス取っ手の切削" })).toBeTruthy();
  expect(screen.getByLabelText("電話")).toHaveProperty("value", "0256-00-0000");
  expect(screen.getByLabelText("公開範囲（連絡先）")).toHaveProperty("value", "coordinators");
});

test("without agreement nothing is sent", async () => {
  const user = userEvent.setup();
  const app = opened();

  await user.click(await publish());

  const summary = within(await screen.findByRole("alert"));
  await user.click(summary.getByRole("link", { name: "掲載に同意する場合は、印を付けてください" }));
  expect(document.activeElement?.id).toBe("agrees");
  expect(sent(app)).toEqual([]);
});

test("what the server refuses of the contact stands at its field", async () => {
  const user = userEvent.setup();
  const errors = [{ pointer: "/contact/email", detail: "メールの形ではありません", detail_en: "" }];
  opened(() => new Refusal(422, aProblem({ errors })));
  await user.type(await screen.findByLabelText("メール"), "どこか");
  await user.click(screen.getByRole("checkbox", { name: /^この内容で/ }));

  await user.click(await publish());

  expect(await screen.findByRole("link", { name: "メールの形ではありません" })).toBeTruthy();
  expect(screen.getByLabelText("メール").getAttribute("aria-invalid")).toBe("true");
});

test("a link that is used up says whom to ask", async () => {
  const problem = aProblem({
    status: 404,
    detail: "このリンクは使えません。商工会議所に",
    errors: [],
  });
  openAt("/confirm#s3cret", { [`GET ${LINK}`]: () => new Refusal(404, problem) });

  expect(await screen.findByText(/^このリンクは使えません/)).toBeTruthy();
});

test("an address without its secret says that the link is broken, and asks for nothing", async () => {
  const app = opened(undefined, "/confirm");

  expect(await screen.findByText(/^リンクに必要な部分が見つかりません/)).toBeTruthy();
  expect(app.calls).toEqual([]);
});
