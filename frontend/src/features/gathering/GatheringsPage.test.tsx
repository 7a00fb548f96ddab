import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { GatheringOut } from "@/api";
import { nothing, openAt, Refusal } from "@/testing/app";
import { aFirm } from "@/testing/builders";
import { aCoordinator } from "@/testing/introductions";
import { aMe } from "@/testing/people";
import { wishesOf } from "./draft";

const firms = ["A", "B", "C"].map((ref) => aFirm({ firm_ref: ref, name: `${ref}製作所` }));

function aGathering(given: Partial<GatheringOut> = {}): GatheringOut {
  return {
    gathering_ref: "g1",
    kind: "working_group",
    kind_label: "合同ワーキンググループ",
    title: "第1回 円卓",
    date: "2026-12-01",
    starts_at: "13:30:00",
    chamber_ref: "CH1",
    chamber_name: "燕商工会議所",
    state: "planned",
    state_label: "予定",
    firm_count: 3,
    round_count: 1,
    is_run_by_you: true,
    minutes: 20,
    firms,
    host_refs: [],
    absent_refs: [],
    rounds: [
      {
        number: 1,
        starts_at: "13:30:00",
        tables: [
          {
            number: 1,
            firms,
            met: 1,
            topics: [{ text: "電解研磨（2社が探しています）", text_en: "", firm_refs: [] }],
          },
        ],
        resting: [],
      },
    ],
    pairs: 3,
    new_pairs: 2,
    repeated_pairs: 0,
    text: "3組の企業が会います。",
    text_en: "3 pairs meet.",
    ...given,
  };
}

const desk = {
  "GET /api/v1/me": () => aCoordinator(),
  "GET /api/v1/clusters": () => ({ items: [{ name: "燕三条" }] }),
  "GET /api/v1/chambers": () => ({ items: [] }),
  "GET /api/v1/firms": () => ({ items: firms, next_cursor: null }),
  "GET /api/v1/gatherings": () => ({ items: [aGathering()], next_cursor: null }),
  "GET /api/v1/gatherings/g1": () => aGathering(),
};

test("a coordinator chooses firms, looks at it once more, and gets the seats", async () => {
  const user = userEvent.setup();
  const app = openAt("/coordinator/gatherings", {
    ...desk,
    "POST /api/v1/gatherings": () => aGathering(),
  });
  await user.click(await screen.findByRole("link", { name: "集まりを計画する" }));
  await user.click(await screen.findByRole("button", { name: "さがす" }));
  await user.click(await screen.findByRole("button", { name: "この一覧をすべて加える" }));
  await user.click(screen.getByRole("button", { name: "外す B製作所" }));
  await user.click(screen.getByRole("button", { name: "加える B製作所" }));
  await user.type(screen.getByLabelText("題名"), "第1回 円卓");
  await user.type(screen.getByLabelText("日付"), "2026-12-01");
  await user.click(screen.getByRole("button", { name: "内容を確かめる" }));
  expect(screen.getByText("A製作所、C製作所、B製作所")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "席を組む" }));

  await screen.findByRole("heading", { level: 1, name: "第1回 円卓" });
  expect(app.address()).toBe("/coordinator/gatherings/g1");
  const sent = app.calls.find(({ request }) => request.method === "POST");
  expect(JSON.parse(String(sent?.request.body))).toMatchObject({
    kind: "working_group",
    firm_refs: ["A", "C", "B"],
    host_refs: [],
    rounds: 3,
    starts_at: null,
  });
});

test("what the API refuses stands beside its input again", async () => {
  const user = userEvent.setup();
  const refused = {
    type: "/problems/invalid-value",
    title: "値が正しくありません",
    title_en: "",
    status: 422,
    detail: "",
    detail_en: "",
    errors: [{ pointer: "/firm_refs", detail: "席を組むには3社以上が必要です", detail_en: "" }],
  };
  openAt("/coordinator/gatherings/new", {
    ...desk,
    "POST /api/v1/gatherings": () => new Refusal(422, refused),
  });
  await user.click(await screen.findByRole("button", { name: "内容を確かめる" }));
  await user.click(screen.getByRole("button", { name: "席を組む" }));

  const link = await screen.findByRole("link", { name: "席を組むには3社以上が必要です" });
  await user.click(link);
  expect(document.activeElement?.id).toBe("firm_refs");
});

test("the seats stand in a table with what they could speak of, and can be printed", async () => {
  openAt("/coordinator/gatherings/g1", desk);

  await screen.findByRole("heading", { name: /^1回目.13:30から$/ });
  const row = within(screen.getByRole("table")).getAllByRole("row")[1];
  expect(row?.textContent).toMatch(/1.*A製作所B製作所C製作所.*1組.*電解研磨（2社が探しています）/);
  const file = screen.getByRole("link", { name: /PDF/ });
  expect(file.getAttribute("href")).toBe("/api/v1/gatherings/g1/sheets.pdf");
});

test("who did not come is recorded, and the page then says that it was held", async () => {
  const user = userEvent.setup();
  const held = aGathering({ state: "held", state_label: "開催済み", absent_refs: ["B"] });
  const app = openAt("/coordinator/gatherings/g1", {
    ...desk,
    "POST /api/v1/gatherings/g1/held": () => held,
  });
  await user.click(await screen.findByRole("checkbox", { name: "B製作所" }));
  await user.click(screen.getByRole("button", { name: "開いたと記録する" }));

  await screen.findByText("記録しました。");
  const sent = app.asked("/api/v1/gatherings/g1/held")[0]?.request.body;
  expect(JSON.parse(String(sent))).toEqual({ absent_refs: ["B"] });
  expect(screen.queryByRole("button", { name: "中止する" })).toBeNull();
});

test("calling it off is asked for first", async () => {
  const user = userEvent.setup();
  const app = openAt("/coordinator/gatherings/g1", {
    ...desk,
    "DELETE /api/v1/gatherings/g1": nothing,
  });
  await user.click(await screen.findByRole("button", { name: "中止する" }));
  const asked = await screen.findByRole("dialog");
  await user.click(within(asked).getByRole("button", { name: "中止する" }));

  await waitFor(() =>
    expect(app.calls.some(({ request }) => request.method === "DELETE")).toBe(true),
  );
});

test("a firm sees its seats and neither the result nor the way to plan", async () => {
  openAt("/coordinator/gatherings/g1", {
    ...desk,
    "GET /api/v1/me": () => aMe(),
    "GET /api/v1/gatherings/g1": () => aGathering({ is_run_by_you: false }),
  });

  await screen.findByText("自社の席だけが見えます。");
  expect(screen.queryByRole("button", { name: "開いたと記録する" })).toBeNull();
});

test("wishes are read from the numbers of the list, in whatever width", () => {
  expect(wishesOf({ firms, wishes: { A: "３、1, 2", B: "9", C: "" } })).toEqual({ A: ["C", "B"] });
});
