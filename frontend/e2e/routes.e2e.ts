import { describe, expect, test } from "vitest";
import { beSound, IMPOSSIBLE, layoutShift, QUESTION, searchFor, useBrowser } from "./browser";

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

describe("every page that anybody may open", () => {
  const openAt = useBrowser();

  test.each(Object.entries(ROUTES))("%s is sound", async (name, address) => {
    const page = await openAt(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await beSound(page, name);
  });

  test.each([
    ["firm", searchFor(QUESTION)],
    ["need", "/needs"],
  ])("a %s is sound", async (name, list) => {
    const page = await openAt(list);
    await page.getByRole("article").first().getByRole("link").first().click();
    await page.getByRole("link", { name: /もどる/ }).waitFor();
    await page.reload({ waitUntil: "networkidle" });
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await beSound(page, name);
  });

  test.each(["start", "results", "board"])("%s keeps still on a telephone", async (name) => {
    const page = await openAt(ROUTES[name] ?? "", 320);
    await page.getByRole("heading", { level: 1 }).waitFor();

    expect(await layoutShift(page)).toBeLessThan(0.05);
  });

  test("in English, too", async () => {
    const page = await openAt(searchFor(QUESTION));
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Results" }).waitFor();

    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await beSound(page, "english");
  });
});
