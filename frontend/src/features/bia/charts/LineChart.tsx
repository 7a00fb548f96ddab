import { useSpeech } from "@/i18n/language";
import { Scroll } from "@/ui/charts/Scroll";
import { ticksTo } from "@/ui/charts/scale";

export interface Series {
  name: string;
  points: readonly { x: number; y: number }[];
}

interface Props {
  /** Says what is to be seen; the same values stand in a table beside. */
  label: string;
  xLabel: string;
  yLabel: string;
  series: readonly Series[];
  /** Moments that matter, each with a word. */
  marks?: readonly { x: number; label: string }[];
  format?: (value: number) => string;
}

const WIDTH = 720;
const HEIGHT = 300;
// Room for eight digits and their unit.
const LEFT = 112;
const RIGHT = 16;
const TOP = 34;
const BOTTOM = 46;

/** Told apart by dashes and by shapes, so that no colour is needed. */
const LINES = [
  { dash: undefined, colour: "stroke-blue-900 fill-blue-900", shape: "circle" },
  { dash: "7 5", colour: "stroke-error-1 fill-error-1", shape: "square" },
  { dash: "2 5", colour: "stroke-green-900 fill-green-900", shape: "triangle" },
  { dash: "10 4 2 4", colour: "stroke-black fill-black", shape: "circle" },
] as const;

/** Lines over time with their axes. */
export function LineChart({ label, xLabel, yLabel, series, marks = [], format }: Props) {
  const { number } = useSpeech();
  const all = series.flatMap(({ points }) => points);
  const xs = ticksTo(Math.max(0, ...all.map(({ x }) => x), ...marks.map(({ x }) => x)), 8);
  const ys = ticksTo(Math.max(0, ...all.map(({ y }) => y)));
  const atX = (x: number) => LEFT + (x / (xs.at(-1) ?? 1)) * (WIDTH - LEFT - RIGHT);
  const atY = (y: number) => HEIGHT - BOTTOM - (y / (ys.at(-1) ?? 1)) * (HEIGHT - TOP - BOTTOM);
  return (
    <figure className="grid min-w-0 grid-cols-1 gap-2">
      <Scroll label={label}>
        <svg
          aria-label={label}
          className="w-full min-w-[36rem] max-w-[54rem] text-[14px]"
          role="img"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        >
          {ys.map((y) => (
            <g key={y}>
              <line
                className="stroke-solid-gray-200"
                x1={LEFT}
                x2={WIDTH - RIGHT}
                y1={atY(y)}
                y2={atY(y)}
              />
              <text dominantBaseline="middle" textAnchor="end" x={LEFT - 8} y={atY(y)}>
                {format ? format(y) : number(y)}
              </text>
            </g>
          ))}
          {xs.map((x) => (
            <text key={x} textAnchor="middle" x={atX(x)} y={HEIGHT - BOTTOM + 20}>
              {number(x)}
            </text>
          ))}
          <text textAnchor="end" x={WIDTH - RIGHT} y={HEIGHT - 6}>
            {xLabel}
          </text>
          <text x={4} y={16}>
            {yLabel}
          </text>
          {marks.map((mark) => (
            <g key={mark.label}>
              <line
                className="stroke-solid-gray-800"
                strokeDasharray="4 4"
                x1={atX(mark.x)}
                x2={atX(mark.x)}
                y1={TOP - 8}
                y2={HEIGHT - BOTTOM}
              />
              <text
                textAnchor={mark.x > (xs.at(-1) ?? 1) / 2 ? "end" : "start"}
                x={atX(mark.x)}
                y={TOP - 14}
              >
                {mark.label}
              </text>
            </g>
          ))}
          {series.map(({ name, points }, at) => (
            <Line at={at} key={name} points={points.map(({ x, y }) => [atX(x), atY(y)])} />
          ))}
        </svg>
      </Scroll>
      <figcaption>
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {series.map(({ name }, at) => (
            <li className="flex items-center gap-2" key={name}>
              <svg aria-hidden="true" className="h-4 w-12 shrink-0" viewBox="0 0 48 16">
                <Line
                  at={at}
                  points={[
                    [0, 8],
                    [24, 8],
                    [48, 8],
                  ]}
                />
              </svg>
              <span lang="ja">{name}</span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

const SPARSE = 12; // shapes a line, so that they can still be told apart

function Line({ at, points }: { at: number; points: readonly (readonly [number, number])[] }) {
  const { dash, colour, shape } = LINES[at % LINES.length] ?? LINES[0];
  const turns = points.filter(([x, y], number) => {
    const before = points[number - 1];
    return before?.[0] !== x || before[1] !== y; // one shape where a day says the same twice
  });
  const every = Math.max(1, Math.ceil(turns.length / SPARSE));
  return (
    <g className={colour}>
      <polyline
        fill="none"
        points={points.map((point) => point.join(",")).join(" ")}
        strokeDasharray={dash}
        strokeWidth="2.5"
      />
      {turns
        .filter((_, number) => number % every === 0)
        .map(([x, y]) => (
          <Shape key={`${x},${y}`} shape={shape} x={x} y={y} />
        ))}
    </g>
  );
}

function Shape({ shape, x, y }: { shape: (typeof LINES)[number]["shape"]; x: number; y: number }) {
  if (shape === "circle") return <circle cx={x} cy={y} r="3.5" />;
  if (shape === "square") return <rect height="7" width="7" x={x - 3.5} y={y - 3.5} />;
  return <path d={`M${x - 4.5} ${y + 4}h9l-4.5-8z`} />;
}
