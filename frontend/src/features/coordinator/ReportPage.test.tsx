import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ShareOut, YearlyReportOut } from "@/api";
import { openAt } from "@/testing/app";
import { desk } from "@/testing/introductions";

const share = (count: number, of: number, percent: number | null): ShareOut => ({
  count,
  of,
  percent,
  low: percent === null ? null : percent - 5,
  high: percent === null ? null : percent + 5,
  text: "",
  text_en: "",
});

const report: YearlyReportOut = {
  year: 2026,
  is_fiscal: false,
  label: "2026年",
  chamber_ref: "CH1",
  reached: { proposed: 12, met: 10 },
  endings: { succeeded: 2 },
  declined_for: { lead_time: 1 },
  other_clusters: share(9, 12, 75),
  days: { proposed: { median_days: 4.5, cases: 10 } },
  outcomes: [
    {
      item: "commercial.supplier",
      column_label: "販売・生産面",
      label: "仕入・外注先を開拓できた",
      is_north_star: true,
      told: share(5, 20, 25),
      baseline: share(14, 144, 9.7),
    },
    {
      item: "technical.skill",
      column_label: "技術面",
      label: "技術レベルが向上した",
      is_north_star: false,
      told: share(1, 3, null),
      baseline: share(43, 149, 28.9),
    },
  ],
  orders: 1200000,
  cases_with_orders: 3,
};

const replies = { ...desk, "GET /api/v1/reports/yearly": () => report };

test("each share stands with its n and interval beside the value of 2011", async () => {
  openAt("/coordinator/report?year=2026", replies);

  const row = await screen.findByRole("row", { name: /仕入・外注先を開拓できた/ });

  expect(row.textContent).toMatch(/20件のうち5件.*25\.0 %.*20〜30 %.*9\.7 %/);
  const unsaid = screen.getByRole("row", { name: /技術レベルが向上した/ });
  expect(unsaid.textContent).toMatch(/3件のうち1件.*まだ言えない（10件未満）.*28\.9 %/);
  expect(screen.getByRole("row", { name: /^提案/ }).textContent).toMatch(/12件.*4\.5日/);
  expect(screen.getByText("1,200,000 円（3件の紹介）")).toBeTruthy();
});

test("the year and the fiscal year are in the address, the call and the files", async () => {
  const user = userEvent.setup();
  const app = openAt("/coordinator/report?year=2026", replies);
  await screen.findByRole("option", { name: "燕商工会議所" });
  await user.click(screen.getByLabelText("4月からの年度で数える"));
  await user.clear(screen.getByLabelText("年"));
  await user.type(screen.getByLabelText("年"), "2025");
  await user.click(screen.getByRole("button", { name: "表示する" }));

  await waitFor(() => expect(app.address()).toContain("year=2025&chamber=CH1&fiscal=true"));
  await waitFor(() =>
    expect(app.asked("/api/v1/reports/yearly").at(-1)?.url.search).toBe(
      "?year=2025&fiscal=true&chamber=CH1",
    ),
  );
  const file = await screen.findByRole("link", { name: "CSV（Shift_JIS）" });
  expect(file.getAttribute("href")).toMatch(/year=2025.*format=csv&encoding=cp932$/);
});
