import { expect, test } from "vitest";
import { labelsOf, shortName } from "./labels";
import { layoutOf } from "./layout";
import { endOf, monthsBetween } from "./months";

const group = (name: string, ...refs: string[]) => refs.map((ref) => ({ ref, group: name }));
const tie = (one: string, other: string, times = 1) => ({ one, other, times });

test("the same ties give the same picture, in whatever order they come", () => {
  const points = [...group("燕三条", "A", "B", "C"), ...group("諏訪", "D", "E")];
  const edges = [tie("A", "B"), tie("B", "C"), tie("D", "E")];

  const once = layoutOf(points, edges);

  expect(layoutOf(points, edges)).toEqual(once);
  expect(layoutOf([...points].reverse(), [...edges].reverse())).toEqual(once);
});

test("firms that met stand nearer to each other than firms that did not", () => {
  const spots = layoutOf(
    [...group("燕三条", "A", "B", "C"), ...group("諏訪", "D", "E", "F")],
    [tie("A", "B"), tie("B", "C"), tie("A", "C"), tie("D", "E"), tie("E", "F"), tie("D", "F")],
  );
  const apart = (one: string, other: string) => {
    const [a, b] = [spots.get(one), spots.get(other)];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : Number.NaN;
  };

  expect(apart("A", "B")).toBeLessThan(apart("A", "D"));
  expect(apart("D", "E")).toBeLessThan(apart("C", "F"));
});

test("every firm stands inside the picture, one alone in its middle", () => {
  const spots = layoutOf(group("大田", "A", "B", "C", "D"), [tie("A", "B"), tie("X", "Y")]);

  for (const { x, y } of spots.values()) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(Math.max(x, y)).toBeLessThanOrEqual(1);
  }
  expect(layoutOf(group("大田", "A"), []).get("A")).toEqual({ x: 0.5, y: 0.5 });
});

test("no name is written over another or over a point, and the first in the list go first", () => {
  const at = (ref: string, x: number, y: number) => ({ ref, x, y, radius: 7, text: "縁側精工" });

  const labels = labelsOf(
    [at("A", 100, 100), at("B", 100, 106), at("hidden", 100, 103), at("edge", 290, 20)],
    300,
  );

  expect([...labels.keys()]).toEqual(["A", "B", "edge"]);
  expect(labels.get("A")?.left).toBeGreaterThan(100);
  expect(labels.get("B")?.left).toBeLessThan(100);
  expect(labels.get("edge")?.left).toBeLessThan(290);
  expect(shortName("株式会社 縁側精工")).toBe("縁側精工");
});

test("months run over the turn of the year and end on their last day", () => {
  expect(monthsBetween("2025-11-20", "2026-02-01")).toEqual([
    "2025-11",
    "2025-12",
    "2026-01",
    "2026-02",
  ]);
  expect(endOf("2026-02")).toBe("2026-02-28");
  expect(endOf("2028-02")).toBe("2028-02-29");
  expect(endOf("2026-12")).toBe("2026-12-31");
});
