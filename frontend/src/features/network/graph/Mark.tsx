import type { Shape } from "./shapes";

interface Props {
  shape: Shape;
  isBridge?: boolean;
  x: number;
  y: number;
}

const SIZE = 5.5;

/** From the middle of a point to its edge. */
export const radiusOf = (isBridge: boolean) => (isBridge ? SIZE + 8 : SIZE + 1.5);

const SQUARE = `M${-SIZE} ${-SIZE}h${2 * SIZE}v${2 * SIZE}h${-2 * SIZE}z`;
const TRIANGLE = `M0 ${-SIZE - 1}L${SIZE + 1} ${SIZE}H${-SIZE - 1}z`;
const DIAMOND = `M0 ${-SIZE - 1.5}L${SIZE + 1.5} 0L0 ${SIZE + 1.5}L${-SIZE - 1.5} 0z`;
const DISC = discOf(SIZE);

const LOOKS: Record<Shape, { path: string; colour: string }> = {
  disc: { path: DISC, colour: "fill-blue-900 stroke-blue-900" },
  square: { path: SQUARE, colour: "fill-green-900 stroke-green-900" },
  triangle: { path: TRIANGLE, colour: "fill-error-1 stroke-error-1" },
  diamond: { path: DIAMOND, colour: "fill-black stroke-black" },
  ring: { path: DISC, colour: "fill-white stroke-blue-900" },
  "open square": { path: SQUARE, colour: "fill-white stroke-green-900" },
  "open triangle": { path: TRIANGLE, colour: "fill-white stroke-error-1" },
  "open diamond": { path: DIAMOND, colour: "fill-white stroke-black" },
  dot: { path: discOf(3), colour: "fill-solid-gray-600 stroke-solid-gray-600" },
};

/** The point of one firm; a bridge has two rings around it. */
export function Mark({ shape, isBridge, x, y }: Props) {
  const { path, colour } = LOOKS[shape];
  return (
    <g transform={`translate(${x} ${y})`}>
      {isBridge && (
        <>
          <circle className="fill-white stroke-black" r={SIZE + 7} strokeWidth="1.5" />
          <circle className="fill-white stroke-black" r={SIZE + 3.5} strokeWidth="1.5" />
        </>
      )}
      <path className={colour} d={path} strokeWidth="2" />
    </g>
  );
}

function discOf(radius: number): string {
  return `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
}
