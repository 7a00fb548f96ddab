import { describe, expect, test } from "vitest";
import {
  accessibilityFaults,
  IMPOSSIBLE,
  layoutShift,
  QUESTION,
  scrollsSideways,
  searchFor,
  shoot,
  useBrowser,
  WIDTHS,
} from "./browser";

const ROUTES: Record<string, string> = {
  start: "/",
  results: searchFor(QUESTION),
  conditions: searchFor(QUESTION, "&tolerance_um=20&lot=200&max_lead_time_days=30"),
  nothing: searchFor(QUESTION, IMPOSSIBLE),
  browse: `/?cluster=${encodeURIComponent("燕三条")}`,
  board: "/needs",
  post: searchFor(QUESTION).replace("/", "/needs/new"),
  clusters: "/clusters",
  "sign-in": "/sign-in",
  link: "/sign-in#token",
  invitation: "/invitation#token",
  terms: "/terms",
  "signed-out": "/account",
  missing: "/nowhere",
};

describe.each(WIDTHS)("at %d px", (width) => {
  const openAt = useBrowser();

  test.each(Object.entries(ROUTES))(
    "%s has no faults, no sideways scroll and keeps still",
    async (name, address) => {
      const page = await openAt(address, width);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await shoot(page, name);

      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      expect(await layoutShift(page)).toBeLessThan(0.05);
    },
  );

  test("a firm and a need have no faults, no sideways scroll and keep still", async () => {
    for (const [name, list] of [
      ["firm", searchFor(QUESTION)],
      ["need", "/needs"],
    ] as const) {
      const page = await openAt(list, width);
      await page.getByRole("article").first().getByRole("link").first().click();
      await page.getByRole("link", { name: /もどる/ }).waitFor();
      const own = await openAt(page.url(), width);
      await own.getByRole("heading", { level: 2 }).first().waitFor();
      await shoot(own, name, { whole: true });

      expect(await accessibilityFaults(own)).toEqual([]);
      expect(await scrollsSideways(own)).toBe(false);
      expect(await layoutShift(own)).toBeLessThan(0.05);
    }
  });

  test("in English, too", async () => {
    const page = await openAt(searchFor(QUESTION), width);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Results" }).waitFor();
    await shoot(page, "english");

    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });
});
