import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { openAt } from "@/testing/app";
import { aCoordinator, aMe } from "@/testing/builders";
import { aFixation, aGraph, aPart } from "@/testing/network";

const GRAPH = "/api/v1/networks/燕三条/graph";
const REPORT = "/api/v1/networks/燕三条/fixation";
const called = (path: string) => encodeURI(path);

const graphOf = (answer = aGraph()) => ({ [`GET ${called(GRAPH)}`]: () => answer });

const asCoordinator = {
  "GET /api/v1/me": () => aCoordinator(),
  [`GET ${called(REPORT)}`]: () => aFixation(),
};

test("on a narrow screen the ties are a table: bridges first, each firm a link to its page", async () => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  openAt("/networks/燕三条", graphOf());

  const firms = within(await screen.findByRole("table", { name: "企業" }));
  const [, first] = firms.getAllByRole("row");

  expect(first?.textContent).toMatch(/企業F002.*2.*橋（いなくなると図が分かれる）/);
  expect(firms.getByRole("link", { name: "企業F002" }).getAttribute("href")).toBe("/firms/F002");
  const ties = within(screen.getByRole("table", { name: "関係" }));
  expect(ties.getAllByRole("row")[1]?.textContent).toMatch(/企業F001・企業F002.*3.*面談/);
});

test("the picture says in words which firms are bridges, and is no stop for the keyboard", async () => {
  openAt("/networks/燕三条?view=graph", graphOf());

  const figure = within(await screen.findByRole("figure"));

  expect(figure.getByText(/二重の丸は「橋」です/)).toBeTruthy();
  expect(figure.getByText("橋 企業F002")).toBeTruthy();
  const links = figure.getAllByRole("link", { hidden: true });
  expect(links.map((link) => link.getAttribute("tabindex"))).toEqual(["-1", "-1", "-1"]);
});

test("whoever is no coordinator is told why there is little to see", async () => {
  openAt("/networks/燕三条?view=table", {
    "GET /api/v1/me": () => aMe(),
    ...graphOf(aGraph({ nodes: [], edges: [], components: 0 })),
  });

  expect(await screen.findByText(/見せてよいと決めた企業どうしのものだけです/)).toBeTruthy();
  expect(screen.getByText("見られる関係は、この期間にはありません。")).toBeTruthy();
  expect(screen.queryByRole("link", { name: "固定化の報告" })).toBeNull();
});

test("a month chosen on the slider is in the address, and is asked for to its last day", async () => {
  const app = openAt("/networks/燕三条?view=table", graphOf());
  const slider = await screen.findByRole("slider", { name: "いつまでの関係を見るか" });
  expect(slider.getAttribute("aria-valuetext")).toBe("2026年11月まで");

  fireEvent.change(slider, { target: { value: "1" } });

  await waitFor(() => expect(app.address()).toContain("until=2026-09"));
  await waitFor(() =>
    expect(app.calls.some(({ url }) => url.search === "?until=2026-09-30")).toBe(true),
  );
});

test("the report says the index in words, its interval, and each part with its points", async () => {
  openAt("/networks/燕三条/fixation", asCoordinator);

  expect(await screen.findByText("固定化傾向")).toBeTruthy();
  expect(screen.getByRole("heading", { level: 1, name: "燕三条の固定化" })).toBeTruthy();
  const main = screen.getByRole("main").textContent ?? "";
  expect(main).toMatch(/61\.2固定化傾向80%区間 56\.1〜66\.3/);
  expect(main).toMatch(/全体は 44\.6（全体より 16\.6 点高い）/);
  expect(main).toMatch(/同じ組の繰り返し22\.5 点/);
  expect(main).toMatch(/知識の重なりデータがありません/);
  expect(main).toMatch(/実質 2\.3 地域/);
  expect(main).toMatch(/成熟期の手がかり.*判断ではありません/);
});

test("where the data carry no number there is none, and what is missing stands there", async () => {
  openAt("/networks/燕三条/fixation", {
    ...asCoordinator,
    [`GET ${called(REPORT)}`]: () =>
      aFixation({
        value: null,
        low: null,
        high: null,
        band: null,
        confidence: "insufficient",
        confidence_text: "接点が3回です。あと2回で参考の値を出せます。",
      }),
  });

  expect((await screen.findAllByText("データ不足")).length).toBeGreaterThan(0);
  const main = screen.getByRole("main").textContent ?? "";
  expect(main).toMatch(/あと2回で参考の値を出せます/);
  expect(main).not.toMatch(/80%区間 56/);
  expect(main).not.toMatch(/61\.2固定化/);
});

test("up to three introductions are tried, and the index stands before and after", async () => {
  const user = userEvent.setup();
  const app = openAt("/networks/燕三条/fixation", {
    ...asCoordinator,
    [`POST ${called("/api/v1/networks/燕三条/what-if")}`]: () => ({
      before: 61.2,
      after: 57.9,
      text: "3.3点下がります。",
      text_en: "3.3 points lower.",
      parts_before: [aPart()],
      parts_after: [aPart({ points: 19.8 })],
    }),
  });
  const ask = await screen.findByRole("button", { name: "この紹介が成り立ったら" });
  await user.click(ask);
  expect(screen.getByText("試す紹介を、一つ以上選んでください")).toBeTruthy();

  const pairs = screen.getAllByRole("checkbox");
  for (const pair of pairs.slice(0, 3)) await user.click(pair);
  expect(pairs[3]).toHaveProperty("disabled", true);
  await user.click(ask);

  const result = within(await screen.findByRole("table", { name: "試した結果" }));
  expect(result.getByRole("row", { name: /^固定化の指数/ }).textContent).toMatch(/61\.2.*57\.9/);
  expect(result.getByRole("row", { name: /^同じ組/ }).textContent).toMatch(/22\.5.*19\.8/);
  const sent = app.calls.find(({ request }) => request.method === "POST");
  expect(JSON.parse(String(sent?.request.body)).ties).toHaveLength(3);
});

test("a firm is told for whom the report is, and led to what is open", async () => {
  const app = openAt("/networks/燕三条/fixation", { "GET /api/v1/me": () => aMe() });

  const link = await screen.findByRole("link", { name: "公開されている関係の図を見る" });

  expect(link.getAttribute("href")).toBe(called("/networks/燕三条"));
  expect(app.calls).toEqual([]);
});

test("a network is chosen by cluster, or by the name under which its ties were recorded", async () => {
  const user = userEvent.setup();
  const app = openAt("/networks", {
    "GET /api/v1/clusters": () => ({
      items: [
        {
          name: "諏訪",
          name_kana: null,
          name_en: null,
          type: null,
          prefecture: "長野県",
          municipalities: [],
          summary: null,
          firms: 24,
        },
      ],
    }),
    "GET /api/v1/ties": () => ({
      items: [{ source: "DTF研究会" }, { source: null }],
      next_cursor: null,
    }),
    "GET /api/v1/networks/graph": () => aGraph({ name: "DTF研究会" }),
  });

  const link = await screen.findByRole("link", { name: /^関係の図\s?（諏訪）/ });
  expect(link.getAttribute("href")).toBe(called("/networks/諏訪"));
  await user.type(screen.getByLabelText("会や事業の名前"), "DTF研究会");
  await user.click(screen.getByRole("button", { name: "見る" }));

  await waitFor(() => expect(app.address()).toBe("/networks/all?group=DTF研究会"));
  const [asked] = app.asked("/api/v1/networks/graph");
  expect(asked?.url.searchParams.get("group")).toBe("DTF研究会");
});
