/** A step, as far as a drawing of the flow asks. */
export interface Node {
  ref: string;
  name: string;
  after: readonly string[];
}

export interface Placed extends Node {
  /** How many steps the longest way to it has. */
  layer: number;
  /** Its place from the top of its layer. */
  row: number;
}

/**
 * Puts steps into layers: each right of all that come before it, and as level with them as the
 * others allow.
 */
export function layersOf(nodes: readonly Node[]): Placed[] {
  const layer = longestWays(nodes);
  const placed = new Map<string, Placed>();
  for (let at = 0; at < nodes.length; at++) {
    const here = nodes.filter(({ ref }) => layer.get(ref) === at);
    const above = ({ after }: Node) => {
      const rows = after.flatMap((ref) => placed.get(ref)?.row ?? []);
      return rows.length ? rows.reduce((sum, row) => sum + row, 0) / rows.length : 0;
    };
    here
      .sort((one, other) => above(one) - above(other))
      .forEach((node, row) => {
        placed.set(node.ref, { ...node, layer: at, row });
      });
  }
  return [...placed.values()];
}

/** In a circle no way is the longest; what lies in one stays where it was found. */
function longestWays(nodes: readonly Node[]): Map<string, number> {
  const layer = new Map(nodes.map(({ ref }) => [ref, 0]));
  for (let round = 0; round < nodes.length; round++) {
    let isSettled = true;
    for (const { ref, after } of nodes) {
      const least = Math.max(0, ...after.map((before) => (layer.get(before) ?? -1) + 1));
      if (least > (layer.get(ref) ?? 0) && least < nodes.length) {
        layer.set(ref, least);
        isSettled = false;
      }
    }
    if (isSettled) break;
  }
  return layer;
}

/** Steps that wait for each other, in their order, the first again at the end; nothing if none do. */
export function circleIn(nodes: readonly Node[]): Node[] | undefined {
  const known = new Map(nodes.map((node) => [node.ref, node]));
  const done = new Set<string>();
  for (const start of nodes) {
    const circle = circleFrom(start, known, done);
    if (circle) return circle;
  }
  return undefined;
}

/** Walks without recursion: a flow may be thousands of steps deep. */
function circleFrom(start: Node, known: Map<string, Node>, done: Set<string>): Node[] | undefined {
  const way: { node: Node; next: number }[] = [{ node: start, next: 0 }];
  while (way.length) {
    const last = way.at(-1);
    if (!last) break;
    const ref = done.has(last.node.ref) ? undefined : last.node.after[last.next++];
    if (ref === undefined) {
      done.add(last.node.ref);
      way.pop();
      continue;
    }
    const before = known.get(ref);
    if (!before || done.has(ref)) continue;
    const from = way.findIndex(({ node }) => node.ref === ref);
    // The way leads from what waits to what it waits for: the other way round is how work goes.
    if (from >= 0)
      return [
        before,
        ...way
          .slice(from)
          .map(({ node }) => node)
          .reverse(),
      ];
    way.push({ node: before, next: 0 });
  }
  return undefined;
}
