import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal } from "@/testing/app";
import { aProblem } from "@/testing/builders";
import { aCase, aDay, desk } from "@/testing/introductions";
import { aMe } from "@/testing/people";

test("whoever is not signed in reads one sentence and the way back here", async () => {
  openAt("/coordinator?stage=met", {});

  const link = await screen.findByText("サインインする");

  expect(link.getAttribute("href")).toBe("/sign-in?next=%2Fcoordinator%3Fstage%3Dmet");
});

test("somebody of a firm is told whose page it is, and asks nothing more", async () => {
  const app = openAt("/coordinator", { "GET /api/v1/me": () => aMe() });

  expect(await screen.findByText(/コーディネーターが使います/)).toBeTruthy();
  expect(app.asked("/api/v1/introductions")).toEqual([]);
});

test("the day shows what is overdue, whom to ask, new wishes and hand-overs", async () => {
  const day = aDay({
    cases: [{ introduction: aCase({ title: "遅れた件" }), days_overdue: 3 }],
    questions: [{ introduction: aCase({ title: "会った件" }), side: "seeker", after_days: 30 }],
    wishes: [aCase({ title: "会いたい件" })],
    hand_overs: [aCase({ title: "渡された件" })],
  });
  openAt("/coordinator", { ...desk, "GET /api/v1/introductions/reminders": () => day });

  const due = await screen.findByRole("heading", { name: /^確かめる日が来た紹介/ });

  expect(due.parentElement?.textContent).toContain(
    "遅れた件打診困っている工業 → 縁側精工3日過ぎています",
  );
  expect(screen.getByText(/困っている工業に、面談から30日の成果をたずねる/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "会いたい件" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "渡された件" })).toBeTruthy();
});

test("what narrows the list stands in the address and in the call", async () => {
  const user = userEvent.setup();
  const app = openAt("/coordinator", desk);
  await screen.findByRole("row", { name: /取っ手の切削/ });
  await screen.findByRole("option", { name: "諏訪商工会議所" });

  await user.selectOptions(screen.getByLabelText("段階"), "面談");
  await user.type(screen.getByLabelText("企業の登録番号"), "F120");
  await user.click(screen.getByLabelText("確かめる日が来たものだけ"));
  await user.click(screen.getByRole("button", { name: "絞り込む" }));

  await waitFor(() => expect(app.address()).toBe("/coordinator?stage=met&firm=F120&due=true"));
  await waitFor(() =>
    expect(app.asked("/api/v1/introductions").at(-1)?.url.search).toBe(
      "?stage=met&firm=F120&due=true&limit=20",
    ),
  );
});

test("the next page of the list follows the cursor", async () => {
  const user = userEvent.setup();
  openAt("/coordinator", {
    ...desk,
    "GET /api/v1/introductions": (url) =>
      url.searchParams.get("cursor")
        ? { items: [aCase({ introduction_ref: "I2", title: "古い件" })], next_cursor: null }
        : { items: [aCase()], next_cursor: "next" },
  });

  await user.click(await screen.findByRole("button", { name: "もっと見る" }));

  expect(await screen.findByRole("row", { name: /古い件/ })).toBeTruthy();
  expect(screen.getByRole("row", { name: /取っ手の切削/ })).toBeTruthy();
});

const board = {
  ...desk,
  "GET /api/v1/introductions": (url: URL) => ({
    items: url.searchParams.get("stage") === "approached" ? [aCase()] : [],
    next_cursor: null,
  }),
};

test("the address says whether the list or the board is shown", async () => {
  openAt("/coordinator?view=board", board);

  const shown = await screen.findByRole("link", { name: "段階ごとに見る" });

  expect(shown.getAttribute("aria-current")).toBe("page");
  expect(screen.getByRole("link", { name: "一覧で見る" }).hasAttribute("aria-current")).toBe(false);
});

test("on the board a button moves a case one stage on", async () => {
  const user = userEvent.setup();
  const app = openAt("/coordinator?view=board", {
    ...board,
    "POST /api/v1/introductions/I1/stage": () => aCase({ stage: "agreed" }),
  });
  const column = await screen.findByRole("region", { name: "打診" });

  await user.click(await within(column).findByRole("button", { name: /「双方同意」へ進める/ }));

  expect(await screen.findByText(/「取っ手の切削」を「双方同意」に進めました/)).toBeTruthy();
  const [sent] = app.asked("/api/v1/introductions/I1/stage");
  expect(JSON.parse(String(sent?.request.body))).toEqual({ stage: "agreed" });
  expect(sent?.request.headers).toMatchObject({ "X-Enishi-CSRF": "csrf" });
});

test("what may not move yet says why on its card", async () => {
  const user = userEvent.setup();
  const why = "探す側と紹介先の同意がまだありません";
  openAt("/coordinator?view=board", {
    ...board,
    "POST /api/v1/introductions/I1/stage": () =>
      new Refusal(
        422,
        aProblem({ errors: [{ pointer: "/stage", detail: why, detail_en: "no yes yet" }] }),
      ),
  });

  await user.click(await screen.findByRole("button", { name: /「双方同意」へ進める/ }));

  expect((await screen.findByRole("alert")).textContent).toContain(why);
});
