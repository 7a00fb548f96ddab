/** A point in the picture whose name may be written beside it. */
export interface Labelled {
  ref: string;
  x: number;
  y: number;
  text: string;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const LETTER = 12; // the height of a letter, and the width of one of full width
const GAP = 9; // from the middle of a point to its name

/**
 * Chooses whose names are written so that none lies on another: those first in the list go first.
 */
export function labelsOf(points: readonly Labelled[], width: number): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const point of points) {
    const box = boxOf(point, width);
    if (![...boxes.values()].some((other) => overlap(box, other))) boxes.set(point.ref, box);
  }
  return boxes;
}

/** A name without the form of the company, which says nothing in a picture. */
export function shortName(name: string): string {
  return name.replace(/株式会社|有限会社|合同会社|合資会社|\s/g, "") || name;
}

/** Right of the point; left of it where there is no room. */
function boxOf({ x, y, text }: Labelled, width: number): Box {
  const long = widthOf(text);
  const left = x + GAP + long > width ? x - GAP - long : x + GAP;
  return { left, top: y - LETTER / 2, width: long, height: LETTER };
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
