import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { at, openAt, Refusal, type Reply } from "@/testing/app";
import { aCaseBody, aFiledCase, anAssessment } from "@/testing/bia";
import { aProblem } from "@/testing/builders";
import { aMe } from "@/testing/people";

const examples = {
  "GET /api/v1/bia/examples": () => ({
    items: [{ name: "seed", title: "製品Aの事業影響度分析（例）", firm_name: "例示工業株式会社" }],
  }),
  "GET /api/v1/bia/examples/seed": () => aCaseBody(),
  "POST /api/v1/bia/assessments": () => anAssessment(),
};

const opened = (more: Record<string, Reply> = {}, address = "/bia") =>
  openAt(address, { ...examples, ...more });

const signedIn = {
  "GET /api/v1/me": () => aMe(),
  "GET /api/v1/bia/cases": () => ({ items: [], next_cursor: null }),
  "GET /api/v1/bia/notices": () => ({ items: [], next_cursor: null }),
  "POST /api/v1/bia/cases": () => at('"1"', aFiledCase()),
  "GET /api/v1/bia/cases/C1": () => at('"1"', aFiledCase()),
  "GET /api/v1/bia/cases/C1/assessment": () => anAssessment(),
};

const example = () => screen.findByRole("button", { name: "例から始める" });

test("the example opens without signing in, and stays in the browser", async () => {
  const user = userEvent.setup();
  const app = opened();
  await user.click(await example());

  expect(await screen.findByText("328,767円")).toBeTruthy();
  expect(app.address()).toBe("/bia/draft");
  expect(screen.getByText(/このブラウザの中だけにあります/)).toBeTruthy();
  expect(app.calls.every(({ url }) => !url.pathname.startsWith("/api/v1/bia/cases"))).toBe(true);
});

test("a change of the kept example is calculated, and kept over a reload", async () => {
  const user = userEvent.setup();
  const app = opened();
  await user.click(await example());
  await user.click(await screen.findByRole("link", { name: "前提" }));
  await user.type(await screen.findByLabelText("題名"), "（試し）");
  await user.click(screen.getByRole("button", { name: "計算する" }));

  expect(await screen.findByText("計算しました")).toBeTruthy();
  const [, second] = app.asked("/api/v1/bia/assessments");
  expect(JSON.parse(String(second?.request.body)).title).toBe("製品Aの事業影響度分析（試し）");
  expect(localStorage.getItem("enishi.bia")).toContain("（試し）");
});

test("somebody signed in stores the example as the organisation's own", async () => {
  const user = userEvent.setup();
  const app = opened(signedIn);
  await user.click(await example());

  await waitFor(() => expect(app.address()).toBe("/bia/cases/C1"));
  expect(await screen.findByText("328,767円")).toBeTruthy();
});

test("a kept case is stored after signing in, and leaves the browser", async () => {
  localStorage.setItem("enishi.bia", JSON.stringify(aCaseBody()));
  const user = userEvent.setup();
  const app = opened(signedIn, "/bia/draft");
  await user.click(await screen.findByRole("button", { name: "自社の分析として保存する" }));

  await waitFor(() => expect(app.address()).toBe("/bia/cases/C1"));
  expect(localStorage.getItem("enishi.bia")).toBeNull();
});

test("a file that is no JSON is refused in words", async () => {
  const user = userEvent.setup();
  opened();
  const input = await screen.findByLabelText("BIA のファイル");
  await user.upload(input, new File(["title: x"], "a.json", { type: "application/json" }));

  expect(await screen.findByText(/JSON として読めません/)).toBeTruthy();
});

test("a file with a wrong value is refused at its field", async () => {
  const user = userEvent.setup();
  const errors = [
    { pointer: "/finance/margin", detail: "限界利益率は0〜1です", detail_en: "0 to 1" },
  ];
  opened({ "POST /api/v1/bia/assessments": () => new Refusal(422, aProblem({ errors })) });
  const input = await screen.findByLabelText("BIA のファイル");
  const file = new File([JSON.stringify(aCaseBody())], "a.json", { type: "application/json" });
  await user.upload(input, file);

  const said = await screen.findByText(/限界利益率は0〜1です/);
  expect(said.textContent).toContain("限界利益率（finance/margin）");
  expect(localStorage.getItem("enishi.bia")).toBeNull();
});

test("an empty case asks for what every figure needs", async () => {
  const user = userEvent.setup();
  const app = opened();
  await user.click(await screen.findByRole("button", { name: "始める" }));
  expect(
    await screen.findByRole("link", { name: "年間売上高（円）を入力してください" }),
  ).toBeTruthy();

  await user.type(screen.getByLabelText("題名"), "試し");
  await user.type(screen.getByLabelText("会社名"), "試し工業");
  await user.type(screen.getByLabelText("年間売上高（円）"), "100,000,000");
  await user.type(screen.getByLabelText("限界利益率"), "0.3");
  await user.click(screen.getByRole("button", { name: "始める" }));

  await waitFor(() => expect(app.address()).toBe("/bia/draft"));
  const [asked] = app.asked("/api/v1/bia/assessments");
  expect(JSON.parse(String(asked?.request.body))).toEqual({
    title: "試し",
    firm_name: "試し工業",
    finance: { annual_sales: 100_000_000, margin: 0.3 },
  });
});

test("own cases are listed, with what changed because a supplier changed", async () => {
  opened({
    ...signedIn,
    "GET /api/v1/bia/cases": () => ({ items: [aFiledCase()], next_cursor: null }),
    "GET /api/v1/bia/notices": () => ({
      items: [
        {
          id: "n1",
          case_id: "C1",
          at: "2026-11-25T09:00:00Z",
          change: "withdrawn",
          label: "登録がなくなりました",
          text: "縁側精工の登録がなくなり、損失が 0円 から 1,789,041円 に変わりました",
          changes: [],
        },
      ],
      next_cursor: null,
    }),
  });

  const link = await screen.findByRole("link", { name: "製品Aの事業影響度分析" });
  expect(link.getAttribute("href")).toBe("/bia/cases/C1");
  expect(await screen.findByText(/1,789,041円 に変わりました/)).toBeTruthy();
});
