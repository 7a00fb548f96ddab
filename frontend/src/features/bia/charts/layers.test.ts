import { expect, test } from "vitest";
import { ticksTo } from "@/ui/charts/scale";
import { circleIn, layersOf, type Node } from "./layers";

const flow = (edges: Record<string, string[]>): Node[] =>
  Object.entries(edges).map(([ref, after]) => ({ ref, name: ref, after }));

test("every step stands right of all that come before it", () => {
  const placed = layersOf(flow({ A: [], B: [], C: ["A"], D: ["B"], E: ["A"], F: ["C", "D", "E"] }));
  const layer = Object.fromEntries(placed.map((node) => [node.ref, node.layer]));

  expect(layer).toEqual({ A: 0, B: 0, C: 1, D: 1, E: 1, F: 2 });
  expect(new Set(placed.map((node) => `${node.layer}/${node.row}`)).size).toBe(6);
});

test("a flow with a circle is drawn all the same, each step once", () => {
  const placed = layersOf(flow({ A: ["C"], B: ["A"], C: ["B"], D: [] }));

  expect(placed.map(({ ref }) => ref).sort()).toEqual(["A", "B", "C", "D"]);
});

test("a circle is named in the order of the work", () => {
  const circle = circleIn(flow({ A: ["C"], B: ["A"], C: ["B"] }));

  expect(circle?.map(({ ref }) => ref)).toEqual(["A", "B", "C", "A"]);
});

test("a step that waits for itself is a circle, and branches that merge are none", () => {
  expect(circleIn(flow({ A: ["A"] }))?.map(({ ref }) => ref)).toEqual(["A", "A"]);
  expect(circleIn(flow({ A: [], B: ["A"], C: ["A"], D: ["B", "C"] }))).toBeUndefined();
});

test("a flow of five thousand steps is searched for circles without an overflow", () => {
  const steps = Array.from({ length: 5_000 }, (_, at) => ({
    ref: `${at}`,
    name: `${at}`,
    after: at ? [`${at - 1}`] : [],
  }));

  expect(circleIn([...steps].reverse())).toBeUndefined();
});

test("an axis has round steps and ends beyond its most", () => {
  expect(ticksTo(26)).toEqual([0, 10, 20, 30]);
  expect(ticksTo(0.9)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticksTo(0)).toEqual([0, 1]);
});
