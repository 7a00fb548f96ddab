import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ActOut } from "@/api";
import { openAt, Refusal } from "@/testing/app";
import { aProblem } from "@/testing/builders";
import { aMe, aMembership } from "@/testing/people";

const AUDIT = "GET /api/v1/audit";
const anAct = (given: Partial<ActOut> = {}): ActOut => ({
  position: 1,
  at: "2026-11-20T00:00:00Z",
  action: "read",
  action_label: "閲覧",
  subject_kind: "firm",
  subject_ref: "F001",
  owner_ref: "F001",
  actor_ref: "p9",
  actor: "田中 美咲",
  actor_en: "田中 美咲",
  organisation_ref: "C001",
  organisation: "燕三条商工会議所",
  key_ref: null,
  door: "web",
  fields: [],
  ...given,
});
const me = { "GET /api/v1/me": () => aMe() };

test("an entry says who did what with whose data, for whom and by which way", async () => {
  const act = anAct({ key_ref: "K1", door: "api", fields: ["second_factor"] });
  openAt("/audit", { ...me, [AUDIT]: () => ({ items: [act], next_cursor: null }) });

  const table = await screen.findByRole("table", { name: "閲覧の記録" });
  const cells = within(table)
    .getAllByRole("cell")
    .map((cell) => cell.lastElementChild?.textContent);

  expect(cells).toEqual([
    "田中 美咲燕三条商工会議所鍵 K1",
    "閲覧：企業 F001項目：2段階認証",
    "縁側精工株式会社",
    "API",
  ]);
});

test("the filter is in the address, in the call and in the copy", async () => {
  const user = userEvent.setup();
  const app = openAt("/audit", { ...me, [AUDIT]: () => ({ items: [], next_cursor: null }) });

  await user.selectOptions(await screen.findByLabelText("だれのデータか"), "縁側精工株式会社");
  await user.type(screen.getByLabelText("対象の番号"), "N001");
  await user.click(screen.getByRole("button", { name: "絞り込む" }));

  await waitFor(() => expect(app.address()).toBe("/audit?owner=F001&subject=N001"));
  expect(await screen.findByText("この条件の記録はありません。")).toBeTruthy();
  expect(app.calls.at(-1)?.url.search).toBe("?owner=F001&subject=N001");
  expect(screen.getByRole("link", { name: "CSV で書き出す" }).getAttribute("href")).toBe(
    "/api/v1/audit.csv?owner=F001&subject=N001",
  );
});

test("older entries are read page by page", async () => {
  const user = userEvent.setup();
  openAt("/audit", {
    ...me,
    [AUDIT]: (url) =>
      url.searchParams.get("cursor")
        ? { items: [anAct({ position: 1, actor: "古い人" })], next_cursor: null }
        : { items: [anAct({ position: 2 })], next_cursor: "next" },
  });

  await user.click(await screen.findByRole("button", { name: "もっと見る" }));

  expect(await screen.findByText("古い人")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "もっと見る" })).toBeNull();
});

test("somebody else's log is one that is not there", async () => {
  const problem = aProblem({ type: "/problems/not-found", status: 404 });
  openAt("/audit?owner=F999", { ...me, [AUDIT]: () => new Refusal(404, problem) });

  expect(await screen.findByText(/閲覧の記録は見つかりません/)).toBeTruthy();
});

test("an operator may name any owner", async () => {
  const operator = aMembership({ organisation_ref: "platform", firm_id: null, role: "operator" });
  openAt("/audit?owner=F999", {
    "GET /api/v1/me": () => aMe({ memberships: [operator] }),
    [AUDIT]: () => ({ items: [], next_cursor: null }),
  });

  expect(await screen.findByLabelText("だれのデータか")).toHaveProperty("value", "F999");
});
