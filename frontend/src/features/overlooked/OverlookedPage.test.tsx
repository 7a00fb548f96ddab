import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { OverlookedOut } from "@/api";
import { openAt } from "@/testing/app";
import { aMe } from "@/testing/people";

const told: OverlookedOut = {
  firm_ref: "F001",
  since: "2026-W45",
  until: "2026-W48",
  searches: 12,
  near_searches: 4,
  shown: 2,
  shown_median: 3,
  answers: { wants_to_meet: 1 },
  near_misses: [
    {
      kind: "search",
      missing: "認証 JISQ9100",
      missing_en: "certificate JISQ9100",
      times: 4,
      asked_for: ["切削"],
      need_id: null,
      need_title: null,
    },
    {
      kind: "need",
      missing: "精度（公差）",
      missing_en: "tolerance",
      times: 1,
      asked_for: [],
      need_id: "need-1",
      need_title: "細かい研磨",
    },
  ],
  advice: [
    {
      text: "JISQ9100 があれば、4件に届いていました",
      text_en: "",
      gain: 4,
      field: "certifications",
    },
  ],
  text: "この4週間に、12件の検索に出ました。",
  text_en: "",
};

test("a firm reads what would help, the numbers, and what it nearly matched", async () => {
  openAt("/my/firm/overlooked", {
    "GET /api/v1/me": () => aMe(),
    "GET /api/v1/firms/F001/overlooked": () => told,
  });

  expect(await screen.findByText("JISQ9100 があれば、4件に届いていました")).toBeTruthy();
  expect(screen.getByText("2回（企業の真ん中は3回）")).toBeTruthy();
  expect(screen.getByText("会いたい：1")).toBeTruthy();
  expect(screen.getByRole("row", { name: /検索 .*認証 JISQ9100.*4回.*切削/ })).toBeTruthy();
  const need = screen.getByRole("link", { name: "細かい研磨" });
  expect(need.getAttribute("href")).toBe("/needs/need-1");
});

test("whoever has not signed in is asked to", async () => {
  openAt("/my/firm/overlooked", {});

  expect(await screen.findByText("自社の様子を見るには、サインインしてください。")).toBeTruthy();
});
