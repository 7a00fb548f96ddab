import type { NetworkNodeOut } from "@/api";

/** What a point looks like: told apart by form and filling, so that no colour is needed. */
export const SHAPES = [
  "disc",
  "square",
  "triangle",
  "diamond",
  "ring",
  "open square",
  "open triangle",
  "open diamond",
] as const;

/** For the clusters beyond those that have a shape of their own, and for firms without one. */
export type Shape = (typeof SHAPES)[number] | "dot";

/** The clusters that get a shape: the own one first, then those with most firms. */
export function clustersOf(nodes: readonly NetworkNodeOut[], own: string | undefined): string[] {
  const firms = new Map<string, number>();
  for (const { cluster } of nodes) if (cluster) firms.set(cluster, (firms.get(cluster) ?? 0) + 1);
  const rank = (name: string) => (name === own ? Number.POSITIVE_INFINITY : (firms.get(name) ?? 0));
  return [...firms.keys()]
    .sort((one, other) => rank(other) - rank(one) || (one < other ? -1 : 1))
    .slice(0, SHAPES.length);
}

export function shapeOf(cluster: string | null, clusters: readonly string[]): Shape {
  return SHAPES[cluster === null ? -1 : clusters.indexOf(cluster)] ?? "dot";
}
