/** A firm to be placed; firms of one group start near each other. */
export interface Point {
  ref: string;
  group: string | null;
}

export interface Edge {
  one: string;
  other: string;
  times: number;
}

export interface Spot {
  x: number;
  y: number;
}

const ROUNDS = 200; // no point moves more than a hundredth of the picture after that
const GRAVITY = 1; // holds together what no tie holds together
const GOLDEN = Math.PI * (3 - Math.sqrt(5)); // an angle that never repeats itself

/**
 * Places firms in the unit square: ties pull, firms push each other away.
 *
 * Fruchterman and Reingold (1991), "Graph drawing by force-directed placement", with a pull to the
 * middle. It begins from a spiral and not from chance, so the same ties give the same picture.
 */
export function layoutOf(points: readonly Point[], edges: readonly Edge[]): Map<string, Spot> {
  const refs = inOrder(points, ({ group, ref }) => `${group ?? "\uffff"} ${ref}`).map(
    ({ ref }) => ref,
  );
  const place = new Map(refs.map((ref, at) => [ref, at]));
  const pulls = inOrder(edges, ({ one, other }) => `${one} ${other}`).flatMap((edge) => {
    const [from, to] = [place.get(edge.one), place.get(edge.other)];
    return from === undefined || to === undefined ? [] : [{ from, to, times: edge.times }];
  });
  const spots = spiral(refs.length);
  const apart = Math.sqrt(1 / Math.max(1, refs.length)); // where push and pull are equal
  for (let round = 0; round < ROUNDS; round++) {
    const moves = pushesOf(spots, apart);
    for (const pull of pulls) attract(spots, moves, pull, apart);
    const reach = 0.1 * (1 - round / ROUNDS); // cools down, so that it comes to rest
    for (const [at, move] of moves.entries()) step(spots[at] as Spot, move, reach);
  }
  const places = fitted(spots);
  return new Map(refs.map((ref, at) => [ref, places[at] as Spot]));
}

/** By what they are, not by how they came: sums of fractions depend on their order. */
function inOrder<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ item }) => item);
}

function spiral(count: number): Spot[] {
  return Array.from({ length: count }, (_, turn) => {
    const radius = 0.5 * Math.sqrt((turn + 0.5) / count);
    return { x: radius * Math.cos(turn * GOLDEN), y: radius * Math.sin(turn * GOLDEN) };
  });
}

function pushesOf(spots: readonly Spot[], apart: number): Spot[] {
  const moves = spots.map(({ x, y }) => ({ x: -GRAVITY * x, y: -GRAVITY * y }));
  for (let one = 0; one < spots.length; one++) {
    for (let other = one + 1; other < spots.length; other++) {
      const [a, b] = [spots[one] as Spot, spots[other] as Spot];
      const [dx, dy] = [a.x - b.x, a.y - b.y];
      const force = (apart * apart) / Math.max(dx * dx + dy * dy, 1e-9);
      add(moves[one] as Spot, dx * force, dy * force);
      add(moves[other] as Spot, -dx * force, -dy * force);
    }
  }
  return moves;
}

/** Firms that met often stand a little nearer, and not on top of each other. */
function attract(
  spots: readonly Spot[],
  moves: Spot[],
  { from, to, times }: { from: number; to: number; times: number },
  apart: number,
) {
  const [a, b] = [spots[from] as Spot, spots[to] as Spot];
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  const force = (Math.hypot(dx, dy) / apart) * Math.min(2, 1 + Math.log2(Math.max(1, times)) / 4);
  add(moves[from] as Spot, -dx * force, -dy * force);
  add(moves[to] as Spot, dx * force, dy * force);
}

function step(spot: Spot, move: Spot, reach: number) {
  const length = Math.hypot(move.x, move.y);
  if (length === 0) return;
  add(
    spot,
    (move.x / length) * Math.min(length, reach),
    (move.y / length) * Math.min(length, reach),
  );
}

function add(spot: Spot, dx: number, dy: number) {
  spot.x += dx;
  spot.y += dy;
}

/**
 * Stretches the picture to the square in both directions: half by distance and half by order, so
 * that those in the thick of it get room, too.
 */
function fitted(spots: readonly Spot[]): Spot[] {
  const across = stretch(spots.map(({ x }) => x));
  const down = stretch(spots.map(({ y }) => y));
  return spots.map(({ x, y }) => ({ x: across(x), y: down(y) }));
}

function stretch(values: readonly number[]): (value: number) => number {
  const inOrder = [...values].sort((one, other) => one - other);
  const [least = 0, most = 0] = [inOrder[0], inOrder.at(-1)];
  if (most === least) return () => 0.5;
  return (value) => {
    const byDistance = (value - least) / (most - least);
    const byOrder = inOrder.indexOf(value) / (inOrder.length - 1);
    return (byDistance + byOrder) / 2;
  };
}
