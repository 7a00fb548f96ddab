import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal, type Reply } from "@/testing/app";
import { aFirm, aMatch, anAnswer, aProblem, aReading } from "@/testing/builders";

const SEARCH = "/api/v1/search";
const answering = (reply: Reply) => ({ [`GET ${SEARCH}`]: reply });
const names = () =>
  screen
    .getAllByRole("article")
    .map((card) => within(card).getByRole("heading", { level: 3 }).textContent);

test("a question typed and sent by Enter is in the address and in the call", async () => {
  const user = userEvent.setup();
  const app = openAt("/", {
    ...answering(() => anAnswer()),
    "GET /api/v1/clusters": () => ({ items: [] }),
  });

  await user.type(await screen.findByLabelText("探しもの"), "錆びない取っ手{Enter}");

  await screen.findByRole("article");
  expect(app.address()).toBe("/?q=錆びない取っ手");
  expect(app.asked(SEARCH)[0]?.url.searchParams.get("q")).toBe("錆びない取っ手");
});

test("an empty question is refused on the page, and the box has the focus", async () => {
  const user = userEvent.setup();
  const app = openAt("/", { "GET /api/v1/clusters": () => ({ items: [] }) });

  await user.click(await screen.findByRole("button", { name: "さがす" }));

  expect(screen.getByText("探しものを入力してください")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("探しもの"));
  expect(app.asked(SEARCH)).toEqual([]);
});

test("「/」 puts the cursor into the box", async () => {
  const user = userEvent.setup();
  openAt("/", { "GET /api/v1/clusters": () => ({ items: [] }) });
  const box = await screen.findByLabelText("探しもの");

  await user.keyboard("/");

  expect(document.activeElement).toBe(box);
  expect(box).toHaveProperty("value", "");
});

test("the count is announced and says when it is rough", async () => {
  openAt(
    "/?q=切削",
    answering(() => anAnswer({ count: { value: 1280, relation: "about" } })),
  );

  expect(await screen.findByText("およそ 1,280 件")).toHaveProperty("role", "status");
});

test("ticking a facet narrows the search; a value without firms cannot be ticked", async () => {
  const user = userEvent.setup();
  const facets = {
    cluster: [
      { value: "燕三条", label: "燕三条", count: 12 },
      { value: "諏訪", label: "諏訪", count: 0 },
    ],
  };
  const app = openAt(
    "/?q=切削",
    answering(() => anAnswer({ facets })),
  );

  await user.click(await screen.findByRole("checkbox", { name: /燕三条/ }));

  expect(screen.getByRole("checkbox", { name: /諏訪/ })).toHaveProperty("disabled", true);
  await waitFor(() => expect(app.address()).toBe("/?q=切削&cluster=燕三条"));
  expect(app.asked(SEARCH).at(-1)?.url.searchParams.getAll("cluster")).toEqual(["燕三条"]);
});

test("a chip takes its condition back, and clear-all keeps the question", async () => {
  const user = userEvent.setup();
  const app = openAt(
    "/?q=切削&cluster=諏訪&lot=200",
    answering(() => anAnswer()),
  );

  await user.click(await screen.findByRole("link", { name: "200 個 を外す" }));
  await waitFor(() => expect(app.address()).toBe("/?q=切削&cluster=諏訪"));
  await user.click(screen.getByRole("link", { name: "条件をすべて外す" }));
  await waitFor(() => expect(app.address()).toBe("/?q=切削"));
});

test("Back brings the last search back into the box", async () => {
  const user = userEvent.setup();
  const app = openAt(
    "/?q=切削",
    answering(() => anAnswer()),
  );
  const box = await screen.findByLabelText("探しもの");
  await user.clear(box);
  await user.type(box, "研磨{Enter}");
  await waitFor(() => expect(app.address()).toBe("/?q=研磨"));

  app.back();

  await waitFor(() => expect(screen.getByLabelText("探しもの")).toHaveProperty("value", "切削"));
});

test("with numbers given, firms one condition away stand apart under what they fail", async () => {
  const failing = {
    name: "tolerance_um",
    outcome: "not_met",
    text: "精度は 20 μm まで（必要 5 μm）",
    text_en: "",
  } as const;
  const near = aMatch({
    firm: aFirm({ firm_ref: "F2", name: "惜しい製作所" }),
    constraints: [failing],
  });
  const app = openAt(
    "/?q=切削&tolerance_um=5",
    answering(() => anAnswer({ near_misses: [near] })),
  );

  const section = (await screen.findByText("あと一つ条件が合えば")).closest("section");

  expect(section?.textContent).toContain("「精度」が合いません：精度は 20 μm まで（必要 5 μm）");
  expect(app.asked(SEARCH)[0]?.url.searchParams.get("conditions")).toBe("gate");
});

test("more results are added below, and the first new one has the focus", async () => {
  const user = userEvent.setup();
  const page = (url: URL) =>
    url.searchParams.get("cursor")
      ? anAnswer({ items: [aMatch({ firm: aFirm({ firm_ref: "F2", name: "二番工業" }) })] })
      : anAnswer({ next_cursor: "c2" });
  openAt("/?q=切削", answering(page));

  await user.click(await screen.findByRole("button", { name: "もっと見る" }));

  await waitFor(() => expect(names()).toEqual(["縁側精工株式会社", "二番工業"]));
  await waitFor(() => expect(document.activeElement?.textContent).toBe("二番工業"));
});

test("when more cannot be fetched, what is there stays and the page says so", async () => {
  const user = userEvent.setup();
  const busy = aProblem({ status: 503, type: "/problems/busy", title: "ただいま混み合っています" });
  openAt(
    "/?q=切削",
    answering((url) =>
      url.searchParams.get("cursor") ? new Refusal(503, busy) : anAnswer({ next_cursor: "c2" }),
    ),
  );

  await user.click(await screen.findByRole("button", { name: "もっと見る" }));

  expect((await screen.findByRole("alert")).textContent).toContain("ただいま混み合っています");
  expect(names()).toEqual(["縁側精工株式会社"]);
});

test("nothing found is no dead end: one condition to drop, a need to post, a chamber to ask", async () => {
  const relaxation = {
    drop: "certification",
    value: "ISO13485",
    text: "認証「ISO13485」の条件を外すと9件見つかります",
    text_en: "",
    count: 9,
  };
  const app = openAt(
    "/?q=切削&certification=ISO13485",
    answering((url) =>
      url.searchParams.has("certification")
        ? anAnswer({ items: [], relaxations: [relaxation] })
        : anAnswer(),
    ),
  );

  const link = await screen.findByRole("link", {
    name: "認証「ISO13485」の条件を外すと9件見つかります",
  });
  expect(screen.getByText(/商工会議所/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "この条件で掲示する" }).getAttribute("href")).toContain(
    "/needs/new?q=",
  );
  await userEvent.click(link);

  await waitFor(() => expect(app.address()).toBe("/?q=切削"));
  expect(await screen.findByRole("article")).toBeTruthy();
});

test("how the question was read is shown", async () => {
  const reading = aReading({ processes: ["切削"], constraints: ["納期 14 日以内"] });
  openAt(
    "/?q=切削を二週間で",
    answering(() => anAnswer({ reading })),
  );

  expect((await screen.findByText("こう読み取りました")).parentElement?.textContent).toContain(
    "納期 14 日以内",
  );
});

test("the preference for other clusters explains itself and can be turned off", async () => {
  const user = userEvent.setup();
  const preference = {
    other_clusters: true,
    applied: true,
    text: "燕三条 以外の産地を優先しました",
    text_en: "",
  };
  const app = openAt(
    "/?q=切削&seeker_ref=F001",
    answering(() => anAnswer({ preference })),
  );

  const toggle = await screen.findByRole("switch", { name: "別の産地を優先" });
  expect(screen.getByText("燕三条 以外の産地を優先しました")).toBeTruthy();
  await user.click(toggle);

  await waitFor(() => expect(app.address()).toContain("prefer_other_clusters=false"));
});

test("without an index the page says what to do", async () => {
  const problem = aProblem({ type: "/problems/index-unavailable", status: 503 });
  openAt(
    "/?q=切削",
    answering(() => new Refusal(503, problem)),
  );

  const alert = await screen.findByRole("alert");

  expect(alert.textContent).toContain("検索の準備ができていません");
  expect(within(alert).getByRole("button", { name: "もう一度試す" })).toBeTruthy();
});

test("a refusal names the field that is wrong", async () => {
  const problem = aProblem({
    errors: [{ pointer: "/tolerance_um", detail: "0以上で指定してください", detail_en: "" }],
  });
  openAt(
    "/?q=切削",
    answering(() => new Refusal(422, problem)),
  );

  expect((await screen.findByRole("alert")).textContent).toContain("精度：0以上で指定してください");
});

test("no connection is said in Japanese, and trying again works", async () => {
  let isDown = true;
  openAt(
    "/?q=切削",
    answering(() => {
      if (isDown) throw new TypeError("Failed to fetch");
      return anAnswer();
    }),
  );

  const retry = await screen.findByRole("button", { name: "もう一度試す" }, { timeout: 3000 });
  expect(screen.getByRole("alert").textContent).toContain("サーバーにつながりません");
  isDown = false;
  await userEvent.click(retry);

  expect(await screen.findByRole("article")).toBeTruthy();
});

test("a cluster without a question lists its firms", async () => {
  const app = openAt("/?cluster=鯖江", {
    "GET /api/v1/firms": () => ({ items: [aFirm({ name: "鯖江光学" })], next_cursor: null }),
  });

  expect(await screen.findByRole("link", { name: "鯖江光学" })).toBeTruthy();
  expect(app.asked("/api/v1/firms")[0]?.url.searchParams.get("cluster")).toBe("鯖江");
});

test("an unknown address says so in Japanese", async () => {
  openAt("/nowhere", {});

  expect(await screen.findByRole("heading", { name: "ページが見つかりません" })).toBeTruthy();
});
