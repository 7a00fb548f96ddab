import { expect, test } from "vitest";
import { ja } from "@/i18n/ja";
import { check, draftOf, searchOf } from "./draft";

const draft = draftOf({ q: "切削" });

test("full-width numbers with units are taken as they are meant", () => {
  const search = searchOf({ ...draft, lot: "１，０００個", tolerance_um: "0.5μm" }, {});

  expect(search).toMatchObject({ lot: 1000, tolerance_um: 0.5 });
});

test("what the form does not hold stays in the search", () => {
  expect(searchOf(draft, { q: "前の問い", cluster: ["諏訪"] })).toEqual({
    q: "切削",
    cluster: ["諏訪"],
  });
});

test("another question is read afresh; the same question keeps what was taken back", () => {
  const state = { q: "切削", ignore: ["耐食性"] };

  expect(searchOf(draft, state).ignore).toEqual(["耐食性"]);
  expect(searchOf({ ...draft, q: "研磨" }, state).ignore).toBeUndefined();
});

test("an empty question and unreadable numbers are named in Japanese", () => {
  const errors = check({ ...draft, q: " ", lot: "1.5", max_size_mm: "大" }, ja);

  expect(errors).toEqual({
    q: "探しものを入力してください",
    lot: "ロットは、1以上の整数で入力してください（例：200）",
    max_size_mm: "最大寸法は、0より大きい数字で入力してください（例：10）",
  });
});

test("the line breaks of a pasted text become spaces", () => {
  expect(searchOf({ ...draft, q: "取っ手の\n切削 " }, {}).q).toBe("取っ手の 切削");
});
