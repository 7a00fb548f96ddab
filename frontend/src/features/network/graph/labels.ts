/** A point in the picture whose name may be written beside it. */
export interface Labelled {
  ref: string;
  x: number;
  y: number;
  /** From its middle to its edge. */
  radius: number;
  text: string;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const LETTER = 12; // the height of a letter, and the width of one of full width
const GAP = 3; // between a point and its name

/**
 * Chooses whose names are written so that none lies on another or on a point: those first in the
 * list go first, right of the point, or left of it where that is taken.
 */
export function labelsOf(points: readonly Labelled[], width: number): Map<string, Box> {
  const marks = points.map(({ x, y, radius }) => ({
    left: x - radius,
    top: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  const names = new Map<string, Box>();
  for (const point of points) {
    const free = sidesOf(point).find(
      (box) =>
        box.left >= 0 &&
        box.left + box.width <= width &&
        ![...marks, ...names.values()].some((other) => overlap(box, other)),
    );
    if (free) names.set(point.ref, free);
  }
  return names;
}

/** A name without the form of the company, which says nothing in a picture. */
export function shortName(name: string): string {
  return name.replace(/株式会社|有限会社|合同会社|合資会社|合名会社|\s/g, "") || name;
}

function sidesOf({ x, y, radius, text }: Labelled): Box[] {
  const width = widthOf(text);
  const apart = radius + GAP;
  return [x + apart, x - apart - width].map((left) => ({
    left,
    top: y - LETTER / 2,
    width,
    height: LETTER,
  }));
}

function widthOf(text: string): number {
  return Array.from(text).reduce(
    (sum, letter) => sum + (/[ -~｡-ﾟ]/.test(letter) ? LETTER / 2 : LETTER),
    0,
  );
}

const overlap = (one: Box, other: Box) =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;
