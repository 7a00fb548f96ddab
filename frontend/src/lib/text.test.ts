import { expect, test } from "vitest";
import { around, length, readList, readNumber, segments, slice } from "./text";

const marked = (text: string, ...spans: [number, number][]) =>
  segments(
    text,
    spans.map(([start, end]) => ({ start, end })),
  )
    .filter((segment) => segment.marked)
    .map((segment) => segment.text);

test("a span counts code points, so a character outside the basic plane is one", () => {
  expect(marked("𠮷野家の🔧切削", [0, 1])).toEqual(["𠮷"]);
  expect(marked("𠮷野家の🔧切削", [5, 7])).toEqual(["切削"]);
  expect(slice("𠮷野家の🔧切削", { start: 4, end: 5 })).toBe("🔧");
  expect(length("𠮷🔧")).toBe(2);
});

test("segments put together again are the text", () => {
  const pieces = segments("海水に触れる取っ手の切削", [{ start: 6, end: 9 }]);

  expect(pieces.map(({ text }) => text).join("")).toBe("海水に触れる取っ手の切削");
});

test("spans that overlap make one mark, and a span beyond the end marks what there is", () => {
  expect(marked("電解研磨", [0, 3], [2, 4])).toEqual(["電解研磨"]);
  expect(marked("研磨", [1, 9])).toEqual(["磨"]);
});

test("a window shows a part and keeps the marks in it where they are", () => {
  const pieces = segments("前置き。取っ手の切削。後書き。", [{ start: 4, end: 7 }], {
    start: 4,
    end: 11,
  });

  expect(pieces).toEqual([
    { text: "取っ手", marked: true },
    { text: "の切削。", marked: false },
  ]);
});

test("a long passage shows its beginning, or the sentence in which the first mark stands", () => {
  const text = "創業は昭和の初めです。取っ手を削ります。";
  const passage = { start: 0, end: 20 };
  const shown = (limit: number, ...marks: [number, number][]) =>
    slice(
      text,
      around(
        text,
        passage,
        marks.map(([start, end]) => ({ start, end })),
        limit,
      ),
    );

  expect(shown(100, [11, 14])).toBe(text);
  expect(shown(6)).toBe("創業は昭和の");
  expect(shown(6, [11, 14], [0, 2])).toBe("創業は昭和の");
  expect(shown(6, [15, 17])).toBe("取っ手を削り");
  expect(shown(3, [15, 17])).toBe("削りま");
});

test.each([
  ["10", 10],
  ["１，０００個", 1000],
  ["0.5 μm", 0.5],
  ["0.5µm", 0.5],
  ["３００ｍｍ", 300],
  ["14日", 14],
])("「%s」 is read as %d", (input, value) => {
  expect(readNumber(input)).toBe(value);
});

test.each(["", "たくさん", "1.2.3", "-5", "10kg"])("「%s」 is no number", (input) => {
  expect(readNumber(input)).toBeNaN();
});

test("a list is split at Japanese and Western commas", () => {
  expect(readList("ISO9001、JISQ9100, ISO14001，、")).toEqual(["ISO9001", "JISQ9100", "ISO14001"]);
});
