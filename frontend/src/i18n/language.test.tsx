import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt } from "@/testing/app";
import { aMatch, anAnswer } from "@/testing/builders";
import { en } from "./en";
import { enPages } from "./en.pages";
import { ja } from "./ja";
import { jaPages } from "./ja.pages";

test("the page speaks Japanese until asked for English, and says so to the browser", async () => {
  const user = userEvent.setup();
  const constraints = [
    { name: "lot", outcome: "met", text: "ロット 1〜500 個", text_en: "lots of 1 to 500" } as const,
  ];
  openAt("/?q=cutting", {
    "GET /api/v1/search": () => anAnswer({ items: [aMatch({ constraints })] }),
  });

  expect((await screen.findByRole("article")).textContent).toContain("満たす：ロット 1〜500 個");
  expect(document.documentElement.lang).toBe("ja");
  await user.click(screen.getByRole("button", { name: "English" }));

  await waitFor(() => expect(document.documentElement.lang).toBe("en"));
  expect(screen.getByRole("article").textContent).toContain("lots of 1 to 500");
});

test("only proper names and examples are Japanese in the English texts", () => {
  const texts = JSON.stringify([en, enPages]).replace(/"(高い|中|低い)":/g, "");
  const japanese = texts.match(/[ぁ-んァ-ヶ一-龠]+[ぁ-んァ-ヶ一-龠ー]*/g) ?? [];

  expect(new Set(japanese)).toEqual(
    new Set([
      "縁",
      "日本語",
      "塩水で錆びない取っ手を削り出せるところ",
      "塩水で錆びない取っ手の切削",
    ]),
  );
});

test("no text is left empty in either language", () => {
  const leaves = (value: unknown): unknown[] =>
    typeof value === "object" && value ? Object.values(value).flatMap(leaves) : [value];

  expect(leaves([ja, jaPages, en, enPages]).filter((text) => text === "")).toEqual([]);
});
