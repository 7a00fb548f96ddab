import { expect, test, vi } from "vitest";
import { ownPath, rememberNext, takeNext } from "./next";

test("a path of ours is kept with its search", () => {
  expect(ownPath("/needs?kind=sourcing#top")).toBe("/needs?kind=sourcing#top");
});

test.each([
  "https://elsewhere.example/",
  "//elsewhere.example/",
  "/\\elsewhere.example/",
  "/\t/elsewhere.example/",
  "/..//elsewhere.example/",
  "javascript:alert(1)",
  "needs",
  "",
  undefined,
])("%s leads nowhere", (value) => {
  expect(ownPath(value)).toBeUndefined();
});

test("what was remembered is taken once, and not after the link has expired", () => {
  rememberNext("/needs");
  expect(takeNext()).toBe("/needs");
  expect(takeNext()).toBeUndefined();

  rememberNext("/needs");
  vi.useFakeTimers({ now: Date.now() + 16 * 60_000 });
  expect(takeNext()).toBeUndefined();
  vi.useRealTimers();
});
