import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal, type Reply } from "@/testing/app";
import { aMatch, aNeed, anAnswer, aProblem, nobody } from "@/testing/builders";

const POST = "POST /api/v1/corrections";
const versions = { index_version: "i1", model_version: "m1", ranker_version: "r1" };

const searching = (reply: Reply = () => ({})) =>
  openAt("/?q=取っ手&purpose=alternative_sourcing", {
    "GET /api/v1/search": () => anAnswer(versions),
    [POST]: reply,
  });

async function openDialog(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("button", { name: /^違う\s?（縁側精工株式会社）$/ }));
  return screen.findByRole("dialog", { name: "「縁側精工株式会社」は、どこが違いますか" });
}

const bodies = (app: ReturnType<typeof openAt>) =>
  app.asked("/api/v1/corrections").map(({ request }) => JSON.parse(String(request.body)));

test("a correction says which firm of which answer does not fit, and why", async () => {
  const user = userEvent.setup();
  const app = searching();
  const dialog = within(await openDialog(user));

  await user.click(dialog.getByLabelText("材料が違う"));
  await user.type(dialog.getByLabelText(/^補足/), " 樹脂だけとのこと ");
  await user.click(dialog.getByRole("button", { name: "送る" }));

  const said = await screen.findByText("記録しました");
  expect(said.getAttribute("aria-live")).toBe("polite");
  expect(bodies(app)).toEqual([
    {
      question: "取っ手",
      purpose: "alternative_sourcing",
      need_ref: null,
      firm_ref: "F001",
      capability_ref: "F001-1",
      verdict: "wrong",
      reason: "other_material",
      note: "樹脂だけとのこと",
      ...versions,
    },
  ]);
});

test("a firm is corrected once an answer, and Back still knows it", async () => {
  const user = userEvent.setup();
  const app = searching();
  const dialog = await openDialog(user);
  await user.click(within(dialog).getByLabelText("その他"));
  await user.click(within(dialog).getByRole("button", { name: "送る" }));
  await screen.findByText("記録しました");

  await user.click(screen.getByRole("button", { name: /^違う/ }));
  expect(dialog).toHaveProperty("open", false);
  await user.click(screen.getByRole("link", { name: "掲示板" }));
  await waitFor(() => expect(app.address()).toBe("/needs"));
  app.back();

  expect(await screen.findByText("記録しました")).toBeTruthy();
  expect(bodies(app)).toHaveLength(1);
});

test("without a reason nothing is sent, and the first reason has the focus", async () => {
  const user = userEvent.setup();
  const app = searching();
  const dialog = within(await openDialog(user));

  await user.click(dialog.getByRole("button", { name: "送る" }));

  expect(dialog.getByText("理由を一つ選んでください")).toBeTruthy();
  expect(document.activeElement).toBe(dialog.getByLabelText("工程が違う"));
  expect(bodies(app)).toEqual([]);
});

test("when it cannot be recorded the dialog says why and keeps what was written", async () => {
  const user = userEvent.setup();
  let isBusy = true;
  const busy = aProblem({ status: 503, title: "ただいま混み合っています", detail: "少し待って" });
  searching(() => (isBusy ? new Refusal(503, busy) : {}));
  const dialog = within(await openDialog(user));
  await user.click(dialog.getByLabelText("もう行っていない"));
  await user.type(dialog.getByLabelText(/^補足/), "昨年まで");
  await user.click(dialog.getByRole("button", { name: "送る" }));

  expect((await dialog.findByRole("alert")).textContent).toContain("ただいま混み合っています");
  expect(dialog.getByLabelText(/^補足/)).toHaveProperty("value", "昨年まで");
  expect(screen.queryByText("記録しました")).toBeNull();
  isBusy = false;
  await user.click(dialog.getByRole("button", { name: "送る" }));

  expect(await screen.findByText("記録しました")).toBeTruthy();
});

test("closing the dialog sends nothing, and what was written is there when it opens again", async () => {
  const user = userEvent.setup();
  const app = searching();
  const dialog = await openDialog(user);
  await user.type(within(dialog).getByLabelText(/^補足/), "書きかけ");
  await user.click(within(dialog).getByRole("button", { name: "やめる" }));
  expect(dialog).toHaveProperty("open", false);

  const again = within(await openDialog(user));

  expect(again.getByLabelText(/^補足/)).toHaveProperty("value", "書きかけ");
  expect(bodies(app)).toEqual([]);
});

test("no connection is said in the dialog", async () => {
  const user = userEvent.setup();
  searching(() => {
    throw new TypeError("Failed to fetch");
  });
  const dialog = within(await openDialog(user));
  await user.click(dialog.getByLabelText("既に知っている"));
  await user.click(dialog.getByRole("button", { name: "送る" }));

  expect((await dialog.findByRole("alert")).textContent).toContain("サーバーにつながりません");
});

test("a correction of a need's match names the need", async () => {
  const user = userEvent.setup();
  const need = aNeed({
    title: "錆びない取っ手",
    description: "月200個",
    kind: "joint_development",
  });
  const app = openAt("/needs/N001", {
    "GET /api/v1/me": nobody,
    "GET /api/v1/needs/N001": () => need,
    "GET /api/v1/needs/N001/matches": () => ({ ...anAnswer({ items: [aMatch()] }), need }),
    [POST]: () => ({}),
  });
  const dialog = within(await openDialog(user));
  await user.click(dialog.getByLabelText("条件が合わない"));
  await user.click(dialog.getByRole("button", { name: "送る" }));
  await screen.findByText("記録しました");

  expect(bodies(app)[0]).toMatchObject({
    question: "錆びない取っ手\n月200個",
    purpose: "joint_development",
    need_ref: "N001",
    reason: "condition",
    note: null,
  });
});

test("the dialog speaks English to an English reader", async () => {
  const user = userEvent.setup();
  localStorage.setItem("enishi.language", "en");
  searching();

  await user.click(await screen.findByRole("button", { name: /^Not a fit/ }));

  const dialog = await screen.findByRole("dialog", { name: /^Why is .* not a fit\?$/ });
  expect(within(dialog).getByLabelText("Another process")).toBeTruthy();
});
