import { expect, test } from "vitest";
import { later, readIsoWeek, sundayOf, weekAt } from "./isoWeek";

const day = (date: Date) => date.toISOString().slice(0, 10);

test("a week runs from Monday to Sunday in Japan, whatever the clock of UTC says", () => {
  expect(weekAt(new Date("2026-11-22T14:59:00Z")).name).toBe("2026-W47"); // Sunday 23:59
  const week = weekAt(new Date("2026-11-22T15:00:00Z")); // Monday 0:00

  expect(week.name).toBe("2026-W48");
  expect(day(week.monday)).toBe("2026-11-23");
  expect(day(sundayOf(week))).toBe("2026-11-29");
});

test.each([
  ["2026-12-31", "2026-W53"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["2024-12-30", "2025-W01"],
  ["2023-01-01", "2022-W52"],
  ["2020-12-31", "2020-W53"],
])("the week of %s is %s, as ISO 8601 numbers it", (date, name) => {
  expect(weekAt(new Date(`${date}T03:00:00Z`)).name).toBe(name);
  expect(readIsoWeek(name)?.name).toBe(name);
});

test("weeks go on over the turn of the year, and one that there is not is none", () => {
  const week = readIsoWeek("2026-W53");

  expect(week && later(week, 1).name).toBe("2027-W01");
  expect(week && later(week, -53).name).toBe("2025-W52");
  expect(readIsoWeek("2027-W53")).toBeUndefined();
  expect(readIsoWeek("2026-W00")).toBeUndefined();
});
