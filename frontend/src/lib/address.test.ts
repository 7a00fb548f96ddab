import { expect, test } from "vitest";
import { first, list, oneOf, parseSearch, stringifySearch } from "./address";

test("a list is a repeated name, as in the API", () => {
  expect(stringifySearch({ q: "切削", cluster: ["燕三条", "諏訪"] })).toBe(
    `?q=${encodeURIComponent("切削")}&cluster=${encodeURIComponent("燕三条")}&cluster=${encodeURIComponent("諏訪")}`,
  );
  expect(parseSearch("?cluster=%E8%AB%8F%E8%A8%AA&cluster=A")).toEqual({ cluster: ["諏訪", "A"] });
});

test("what says nothing is not in the address", () => {
  expect(stringifySearch({ q: undefined, cluster: [], cursor: null, lot: "" })).toBe("");
});

test("values outside what is allowed are not read", () => {
  expect(oneOf(["sourcing"], ["sourcing", "other"])).toBe("sourcing");
  expect(oneOf(["stealing"], ["sourcing"])).toBeUndefined();
  expect(first(["  "])).toBeUndefined();
  expect(list(["a", "", "a"])).toEqual(["a"]);
});
