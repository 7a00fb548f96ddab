import type { FixationPointOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { Scroll } from "@/ui/charts/Scroll";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";

const WIDTH = 480;
const HEIGHT = 220;
const LEFT = 34;
const RIGHT = 26;
const TOP = 12;
const BOTTOM = 28;
const LINES = [0, 20, 50, 75, 100]; // where the bands meet

type Told = FixationPointOut & { value: number };

/** The index window after window, with its interval; a gap where the data carry no number. */
export function Trend({ trend }: { trend: readonly FixationPointOut[] }) {
  const { date, number } = useSpeech();
  const { fixation: texts } = useNetworkTexts();
  const [first, last] = [trend[0], trend.at(-1)];
  if (!first || !last || trend.length < 2) {
    return (
      <Section title={texts.trend}>
        <p>{texts.trendNone}</p>
      </Section>
    );
  }
  return (
    <Section title={texts.trend}>
      <Scroll label={texts.trendLabel(date(first.until), date(last.until))}>
        <Chart label={texts.trendLabel(date(first.until), date(last.until))} trend={trend} />
      </Scroll>
      {trend.some(({ value }) => value === null) && (
        <p className="text-std-16N-170 text-solid-gray-700">{texts.gap}</p>
      )}
      <details className="print:hidden">
        <summary className="min-h-11 py-2">{texts.asTable}</summary>
        <DataTable
          caption={texts.trend}
          columns={[
            { head: texts.until, cell: ({ until }) => date(until) },
            { head: texts.value, cell: ({ value }) => value?.toFixed(1) ?? texts.unsaid },
            {
              head: texts.range,
              cell: ({ low, high }) =>
                low !== null && high !== null && `${low.toFixed(1)}〜${high.toFixed(1)}`,
            },
            { head: texts.meetings, cell: ({ meetings }) => number(meetings) },
            { head: texts.sure, cell: ({ confidence }) => texts.confidence[confidence] },
          ]}
          keyOf={({ until }: FixationPointOut) => until}
          rows={[...trend].reverse()}
        />
      </details>
    </Section>
  );
}

function Chart({ trend, label }: { trend: readonly FixationPointOut[]; label: string }) {
  const x = (at: number) => LEFT + (at / (trend.length - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / 100) * (HEIGHT - TOP - BOTTOM);
  return (
    <svg
      aria-label={label}
      className="w-full min-w-[24rem] max-w-[40rem] print:min-w-0 print:max-w-[22rem]"
      role="img"
      style={{ fontSize: 13 }}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      {LINES.map((line) => (
        <g key={line}>
          <line
            className="stroke-solid-gray-420"
            strokeDasharray={line % 100 ? "3 4" : undefined}
            x1={LEFT}
            x2={WIDTH - RIGHT}
            y1={y(line)}
            y2={y(line)}
          />
          <text dominantBaseline="middle" textAnchor="end" x={LEFT - 6} y={y(line)}>
            {line}
          </text>
        </g>
      ))}
      {[0, Math.floor((trend.length - 1) / 2), trend.length - 1].map((at) => (
        <text key={at} textAnchor="middle" x={x(at)} y={HEIGHT - 8}>
          {trend[at]?.until.slice(0, 7)}
        </text>
      ))}
      {runsOf(trend).map((run) => (
        <g key={run.at}>
          <path className="fill-blue-100" d={areaOf(run, x, y)} />
          <polyline
            className="stroke-blue-900"
            fill="none"
            points={run.points
              .map(({ value }, step) => `${x(run.at + step)},${y(value)}`)
              .join(" ")}
            strokeWidth="2.5"
          />
          {run.points.map(({ value, until }, step) => (
            <circle
              className="fill-blue-900"
              cx={x(run.at + step)}
              cy={y(value)}
              key={until}
              r="3.5"
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

interface Run {
  /** The place of its first point in the whole. */
  at: number;
  points: Told[];
}

/** The stretches over which there is a number. */
function runsOf(trend: readonly FixationPointOut[]): Run[] {
  const runs: Run[] = [];
  for (const [at, point] of trend.entries()) {
    if (!isTold(point)) continue;
    const run = runs.at(-1);
    if (run && run.at + run.points.length === at) run.points.push(point);
    else runs.push({ at, points: [point] });
  }
  return runs;
}

const isTold = (point: FixationPointOut): point is Told => point.value !== null;

/** Between the ends of the intervals, there and back. */
function areaOf(run: Run, x: (at: number) => number, y: (value: number) => number): string {
  const edge = (of: (point: Told) => number) =>
    run.points.map((point, step) => `${x(run.at + step)} ${y(of(point))}`);
  const there = edge(({ high, value }) => high ?? value);
  const back = edge(({ low, value }) => low ?? value).reverse();
  return `M${[...there, ...back].join("L")}z`;
}
