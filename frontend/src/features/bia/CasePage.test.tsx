import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { CaseBodyOutput } from "@/api";
import { at, openAt, Refusal, type Reply } from "@/testing/app";
import {
  aCaseBody,
  aFiledCase,
  aJob,
  anAlternative,
  anAssessment,
  anOption,
  anOutcome,
} from "@/testing/bia";
import { aFirm, aProblem } from "@/testing/builders";
import { aMe } from "@/testing/people";

const CASE = "/api/v1/bia/cases/C1";

const opened = (search = "", more: Record<string, Reply> = {}, body?: CaseBodyOutput) =>
  openAt(`/bia/cases/C1${search}`, {
    "GET /api/v1/me": () => aMe(),
    [`GET ${CASE}`]: () => at('"1"', aFiledCase({ case: body ?? aCaseBody() })),
    [`GET ${CASE}/assessment`]: () => anAssessment(),
    [`PUT ${CASE}`]: (_, { body: sent }) =>
      at('"2"', aFiledCase({ case: JSON.parse(String(sent)), revision: 2 })),
    ...more,
  });

type App = ReturnType<typeof openAt>;
const sent = (app: App) =>
  app.calls
    .filter(({ request }) => request.method && request.method !== "GET")
    .map(({ url, request }) => ({
      what: `${request.method} ${url.pathname}`,
      body: request.body && JSON.parse(String(request.body)),
      etag: new Headers(request.headers).get("If-Match"),
    }));
const save = () => screen.getByRole("button", { name: "保存して計算する" });

test("a case opens with what a day costs, how long recovery takes and how long the stock lasts", async () => {
  opened();

  expect(await screen.findByText("328,767円")).toBeTruthy();
  expect(screen.getByText("98,630円")).toBeTruthy();
  expect(screen.getByText("19日")).toBeTruthy();
  expect(screen.getByText("6日")).toBeTruthy();
  expect(screen.getByText(/首都直下地震：備えがなければ、不足 8日、損失 1,789,041円/)).toBeTruthy();
});

test("two clicks turn a matched firm into an option, and shortage and loss stand before and after", async () => {
  const user = userEvent.setup();
  const option = { ...anAlternative().option, firm_ref: "F001" };
  const app = opened("", {
    [`GET ${CASE}/recovery-options`]: () => ({
      scenario_ref: "quake",
      need: "主加工の代わり",
      items: [anAlternative()],
    }),
    [`POST ${CASE}/recovery-options`]: () =>
      at('"2"', {
        filed: aFiledCase({ case: aCaseBody({ options: [option] }), revision: 2 }),
        option_ref: "O1",
        before: anOutcome(),
        after: anOutcome({ shortage_days: 0, loss: 0 }),
        sentence: "",
      }),
  });

  await user.click(
    (await screen.findAllByRole("link", { name: "代替先を探す" })).at(-1) as HTMLElement,
  );
  await user.click(await screen.findByRole("button", { name: /^この企業を選択肢に加える/ }));

  const said = await screen.findByRole("heading", {
    name: "「縁側精工株式会社」を選択肢に加えました",
  });
  expect(document.activeElement).toBe(said);
  const told = within(said.parentElement as HTMLElement);
  const line = (name: string) => told.getByRole("row", { name: new RegExp(`^${name}`) });
  expect(line("不足する日数").textContent).toMatch(/8日.*0日/);
  expect(line("損失").textContent).toMatch(/1,789,041円.*0円/);
  // the step by which the disaster delays the whole most is asked for by itself
  expect(app.asked(`${CASE}/recovery-options`)[0]?.url.searchParams.getAll("step_ref")).toEqual([
    "3",
  ]);
  expect(sent(app)[0]).toEqual({
    what: `POST ${CASE}/recovery-options`,
    body: { firm_ref: "F001", product_ref: "A", covers: ["3"] },
    etag: null,
  });
  expect(await screen.findByText("選択肢に入っています")).toBeTruthy();
});

test("a match says which disasters it shares, in words", async () => {
  const shared = ["同じ電力管内（東京電力管内）"];
  opened("?section=alternatives", {
    [`GET ${CASE}/recovery-options`]: () => ({
      scenario_ref: "quake",
      need: "主加工の代わり",
      items: [
        anAlternative({
          exposures: [{ scenario_ref: "blackout", exposure: "hit", shared }],
          hazard_independence: 0,
        }),
      ],
    }),
  });

  expect(await screen.findByText("（同じ電力管内（東京電力管内））")).toBeTruthy();
  expect(screen.getByText(/災害の独立性 0 %/)).toBeTruthy();
});

test("what is typed is saved over the revision that was read, and calculated anew", async () => {
  const user = userEvent.setup();
  const app = opened("?section=premises");
  const sales = await screen.findByLabelText("年間売上高（円）");
  await user.clear(sales);
  await user.type(sales, "４００，０００，０００円");
  expect(screen.getByText("計算していない変更があります")).toBeTruthy();

  await user.click(save());

  expect(await screen.findByText("保存して計算しました")).toBeTruthy();
  const [put] = sent(app);
  expect(put?.etag).toBe('"1"');
  expect(put?.body.finance.annual_sales).toBe(400_000_000);
  await waitFor(() => expect(app.asked(`${CASE}/assessment`)).toHaveLength(2));
});

test("what is no number is named at its field, and nothing is sent", async () => {
  const user = userEvent.setup();
  const app = opened("?section=premises");
  await user.clear(await screen.findByLabelText("年間売上高（円）"));
  await user.type(screen.getByLabelText("年間売上高（円）"), "三億");

  await user.click(save());

  const summary = within(await screen.findByRole("alert"));
  expect(summary.getByRole("link").textContent).toContain("数字で入力してください");
  expect(screen.getByLabelText("年間売上高（円）")).toHaveProperty("value", "三億");
  expect(sent(app)).toEqual([]);
});

test("what the server refuses leads to the field, also on another page, and nothing typed is lost", async () => {
  const user = userEvent.setup();
  const errors = [
    {
      pointer: "/processes/1/rto",
      detail: "RTO は0以上でなければなりません",
      detail_en: "not below 0",
    },
  ];
  opened("?section=premises", { [`PUT ${CASE}`]: () => new Refusal(422, aProblem({ errors })) });
  const title = await screen.findByLabelText("題名");
  await user.type(title, "（改）");
  await user.click(save());

  await user.click(await screen.findByRole("link", { name: /RTO は0以上でなければなりません/ }));

  const rto = await screen.findByLabelText("RTO 復旧目標時間（時間）任意");
  await waitFor(() => expect(document.activeElement).toBe(rto));
  expect(rto.getAttribute("aria-invalid")).toBe("true");
  await user.click(screen.getByRole("link", { name: "前提" }));
  expect(await screen.findByLabelText("題名")).toHaveProperty(
    "value",
    "製品Aの事業影響度分析（改）",
  );
});

test("where somebody else was first, both versions are shown, and the chosen ones are saved", async () => {
  const user = userEvent.setup();
  const theirs = aCaseBody({
    finance: { annual_sales: 500_000_000, margin: 0.3, calendar_days: 365 },
  });
  const stale = {
    ...aProblem({ status: 412 }),
    seen: 1,
    current: 7,
    current_record: aFiledCase({ case: theirs, revision: 7 }),
  };
  let tries = 0;
  const app = opened("?section=premises", {
    [`PUT ${CASE}`]: (_, { body }) =>
      tries++ ? at('"8"', aFiledCase({ case: JSON.parse(String(body)) })) : new Refusal(412, stale),
  });
  await user.type(await screen.findByLabelText("題名"), "（改）");
  await user.click(save());
  const choice = await screen.findByRole("group", { name: "売上と暦" });
  expect(choice.textContent).toContain("300000000");
  expect(choice.textContent).toContain("500000000");

  await user.click(screen.getByRole("button", { name: /保存/ }));

  await waitFor(() => expect(sent(app)).toHaveLength(2));
  const last = sent(app)[1];
  expect(last?.etag).toBe('"7"');
  expect(last?.body.title).toBe("製品Aの事業影響度分析（改）");
  expect(last?.body.finance.annual_sales).toBe(500_000_000);
});

test("a connection that would close a circle is refused in words", async () => {
  const user = userEvent.setup();
  opened("?section=flow");
  await user.selectOptions(await screen.findByLabelText("先の工程"), "3 主加工");
  await user.selectOptions(screen.getByLabelText("後の工程"), "1 材料準備");
  await user.click(screen.getByRole("button", { name: "つなぐ" }));

  expect((await screen.findByRole("alert")).textContent).toContain(
    "「材料準備 → 前加工 → 主加工 → 材料準備」と輪になります",
  );
  expect(screen.queryByText("計算していない変更があります")).toBeNull();
});

test("the table twin adds a step, connects it and takes it out, without a mouse on the drawing", async () => {
  const user = userEvent.setup();
  const app = opened("?section=flow");
  await user.click(await screen.findByRole("button", { name: "工程を加える" }));
  const names = await screen.findAllByLabelText("名称");
  await waitFor(() => expect(document.activeElement).toBe(names.at(-1)));
  await user.clear(names.at(-1) as HTMLElement);
  await user.type(names.at(-1) as HTMLElement, "検査");
  const after = screen.getAllByLabelText("先に終わる工程の番号任意").at(-1) as HTMLElement;
  await user.clear(after);
  await user.type(after, "2、3");
  await user.click(screen.getByRole("button", { name: /^消す.*前加工/ }));

  await user.click(save());

  await waitFor(() => expect(sent(app)).toHaveLength(1));
  const steps = sent(app)[0]?.body.products[0].steps;
  expect(steps.map(({ name, after }: { name: string; after: string[] }) => [name, after])).toEqual([
    ["材料準備", []],
    ["主加工", []],
    ["検査", ["3"]],
  ]);
});

test("the schedule marks critical steps in words, with floats and drag beside", async () => {
  opened("?section=schedule");

  const table = within(await screen.findByRole("table", { name: "復旧時：19日" }));
  expect(table.getByRole("row", { name: /3 主加工.*8日.*11–19.*★ クリティカル/ })).toBeTruthy();
  expect(screen.getByRole("img", { name: "復旧時の工程表。全体で 19 日" })).toBeTruthy();
});

test("options stand beside each other, and another disaster shows other figures", async () => {
  const user = userEvent.setup();
  const app = opened("?section=options", {
    [`GET ${CASE}/assessment`]: () =>
      anAssessment({
        options: [anOption()],
        outcomes: [
          anOutcome(),
          anOutcome({ option_refs: ["O1"], loss: 197_260, shortage_days: 2 }),
          anOutcome({ scenario_ref: "blackout", loss: 98_630 }),
        ],
      }),
  });
  const table = within(await screen.findByRole("table", { name: "結果を比べる" }));
  expect(table.getByRole("row", { name: /備えなし.*8日.*1,789,041円/ })).toBeTruthy();
  expect(table.getByRole("row", { name: /協力会社での主加工.*予定.*2日.*197,260円/ })).toBeTruthy();

  await user.click(screen.getByRole("radio", { name: "夏季広域停電" }));

  expect(await screen.findByRole("row", { name: /備えなし.*98,630円/ })).toBeTruthy();
  expect(app.address()).toContain("scenario=blackout");
});

test("a finding leads to its field, and a task is ticked off", async () => {
  const user = userEvent.setup();
  const app = opened("?section=check", {
    [`GET ${CASE}/assessment`]: () =>
      anAssessment({
        findings: [
          {
            rule: "rto-over-tolerance",
            severity: "problem",
            field: "processes[1].rto",
            text: "RTO が許容時間を超えています",
            english: "the RTO exceeds the tolerance",
          },
        ],
        guide: [{ ref: "hearing", text: "現場の5人に話を聞く", is_done: false, evidence: null }],
      }),
  });
  expect(await screen.findByText("RTO が許容時間を超えています")).toBeTruthy();
  await user.click(screen.getByRole("checkbox", { name: "現場の5人に話を聞く" }));
  await user.click(save());
  await waitFor(() => expect(sent(app)[0]?.body.done).toEqual(["hearing"]));

  await user.click(screen.getByRole("link", { name: "「RTO 復旧目標時間（時間）」へ" }));

  const rto = await screen.findByLabelText("RTO 復旧目標時間（時間）任意");
  await waitFor(() => expect(document.activeElement).toBe(rto));
});

test("a long computation shows its progress and can be cancelled", async () => {
  const user = userEvent.setup();
  let isCancelled = false;
  const app = opened("?section=portfolio", {
    [`POST ${CASE}/portfolios`]: () => aJob(),
    "GET /api/v1/bia/jobs/j1": () => aJob(isCancelled ? { state: "cancelled" } : {}),
    "DELETE /api/v1/bia/jobs/j1": () => {
      isCancelled = true;
      return aJob({ state: "cancelled" });
    },
  });
  await user.click(await screen.findByRole("button", { name: "計算を始める" }));
  expect(await screen.findByText(/計算しています 40 %/)).toBeTruthy();

  await user.click(screen.getByRole("button", { name: "計算をやめる" }));

  expect(await screen.findByText("計算をやめました")).toBeTruthy();
  expect(sent(app)[0]?.body).toMatchObject({ objective: "mean" });
});

test("what the computation chose stands beside doing nothing, with its risk", async () => {
  const user = userEvent.setup();
  const loss = (option_refs: string[], expected_loss: number) => ({
    option_refs,
    preparations: 0,
    expected_loss,
    by_scenario: { quake: expected_loss },
  });
  opened("?section=portfolio", {
    [`GET ${CASE}/assessment`]: () => anAssessment({ options: [anOption()] }),
    [`POST ${CASE}/portfolios`]: () => aJob(),
    "GET /api/v1/bia/jobs/j1": () =>
      aJob({
        state: "done",
        progress: 1,
        result: {
          budget: 500_000,
          chosen: loss(["O1"], 10_000),
          without: loss([], 90_000),
          removals: [{ option_ref: "O1", expected_loss: 90_000, change: 80_000 }],
          risks: [
            {
              scenario_ref: "quake",
              option_refs: ["O1"],
              draws: 20_000,
              seed: 7,
              mean: 12_000,
              standard_error: 100,
              var95: 20_000,
              cvar95: 25_000,
            },
          ],
          optimality_gap: 0,
          solver: "HiGHS",
        },
      }),
  });
  await user.click(await screen.findByRole("button", { name: "計算を始める" }));

  expect(await screen.findByRole("row", { name: /備えなし.*90,000円/ })).toBeTruthy();
  expect(
    screen.getByRole("row", { name: /選ばれた備え.*協力会社での主加工.*10,000円/ }),
  ).toBeTruthy();
  expect(screen.getByRole("row", { name: /首都直下地震.*20,000円.*25,000円/ })).toBeTruthy();
});

test("the plan can be downloaded in three formats, alone and with partners", async () => {
  opened("?section=plan");

  const word = await screen.findByRole("link", { name: /^Word.*単独型/ });
  expect(word.getAttribute("href")).toContain("/api/v1/bia/cases/C1/plan?");
  expect(screen.getByRole("link", { name: /^PDF.*取引先への提案/ })).toBeTruthy();
});

test("somebody else's case is as if there were none", async () => {
  opened("", {
    [`GET ${CASE}`]: () => new Refusal(404, aProblem({ type: "/problems/not-found", status: 404 })),
  });

  expect(await screen.findByRole("heading", { level: 1, name: /見つかりません/ })).toBeTruthy();
});

test("a firm is named as it is registered", async () => {
  opened("?section=alternatives", {
    [`GET ${CASE}/recovery-options`]: () => ({
      scenario_ref: "quake",
      need: "",
      items: [anAlternative({ firm: aFirm({ name: "燕加工" }) })],
    }),
  });

  expect(await screen.findByRole("link", { name: "燕加工" })).toBeTruthy();
});

test("a proposal is for the customer whose penalties the case knows, or for another", async () => {
  const user = userEvent.setup();
  opened("?section=plan");
  const pdf = () =>
    (screen.getByRole("link", { name: /^PDF.*取引先への提案/ }) as HTMLAnchorElement).search;
  const to = await screen.findByLabelText("宛先の取引先");

  await user.clear(to);
  expect(pdf()).toBe("?format=pdf");
  await user.type(to, "顧客Y & Z");

  expect(new URLSearchParams(pdf()).get("customer")).toBe("顧客Y & Z");
});

test("options are tried together, at the stock that one chooses", async () => {
  const user = userEvent.setup();
  const app = opened("?section=options", {
    [`GET ${CASE}/assessment`]: () => anAssessment({ options: [anOption()] }),
    [`POST ${CASE}/what-if`]: (_, { body }) => {
      const { option_refs } = JSON.parse(String(body));
      const after = option_refs.length
        ? anOutcome({ shortage_days: 2, loss: 197_260 })
        : anOutcome();
      return { before: anOutcome(), after, sentence: "損失が変わります。" };
    },
  });

  const part = within(
    (await screen.findByRole("heading", { name: "組み合わせて試す" })).parentElement as HTMLElement,
  );
  await user.selectOptions(part.getByLabelText("在庫"), "最小在庫");
  await user.click(part.getByRole("checkbox", { name: /協力会社での主加工/ }));

  expect(await part.findByText("197,260円")).toBeTruthy();
  expect(part.getByText("損失が変わります。")).toBeTruthy();
  expect(sent(app).at(-1)?.body).toMatchObject({ option_refs: ["O1"], stock_level: "minimum" });
});
