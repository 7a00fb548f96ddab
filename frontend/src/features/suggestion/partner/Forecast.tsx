import type { ForecastPointOut, JointDevelopmentOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { DataTable } from "@/ui/tables/DataTable";

const WIDTH = 280;
const HEIGHT = 80;
const EDGE = 6;
const VALUE = 44; // room for a number at either end

/** How the two would fare if they met nobody else: a small line with a sentence. */
export function Forecast({ joint }: { joint: JointDevelopmentOut }) {
  const { language, number } = useSpeech();
  const { partners: texts } = useSuggestionTexts();
  const { forecast, forecast_text, forecast_text_en } = joint;
  if (forecast.length < 2) return null;
  return (
    <section className="grid grid-cols-1 gap-2">
      <h3 className="font-700">{texts.forecast}</h3>
      <Line points={forecast} />
      <p className="text-std-16N-170">{language === "ja" ? forecast_text : forecast_text_en}</p>
      <details className="print:hidden">
        <summary className="min-h-11 py-2">{texts.forecastTable}</summary>
        <DataTable
          caption={texts.forecast}
          columns={[
            { head: texts.meetings, cell: ({ meetings }) => number(meetings) },
            { head: texts.score, cell: ({ score }) => score.toFixed(1) },
          ]}
          keyOf={({ meetings }: ForecastPointOut) => meetings}
          rows={forecast}
        />
      </details>
    </section>
  );
}

function Line({ points }: { points: readonly ForecastPointOut[] }) {
  const { partners: texts } = useSuggestionTexts();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const span = last.meetings - first.meetings || 1;
  const x = (meetings: number) =>
    VALUE + ((meetings - first.meetings) / span) * (WIDTH - 2 * VALUE);
  const y = (score: number) => HEIGHT - EDGE - (score / 100) * (HEIGHT - 2 * EDGE);
  const label = texts.forecastLabel(first.score.toFixed(0), last.score.toFixed(0));
  return (
    <svg
      aria-label={label}
      className="w-full max-w-[20rem]"
      role="img"
      style={{ fontSize: 14 }}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <line className="stroke-solid-gray-420" x1={VALUE} x2={WIDTH - VALUE} y1={y(0)} y2={y(0)} />
      <polyline
        className="stroke-blue-900"
        fill="none"
        points={points.map(({ meetings, score }) => `${x(meetings)},${y(score)}`).join(" ")}
        strokeWidth="2.5"
      />
      <text dominantBaseline="middle" textAnchor="end" x={VALUE - 6} y={y(first.score)}>
        {first.score.toFixed(0)}
      </text>
      <text dominantBaseline="middle" x={WIDTH - VALUE + 6} y={y(last.score)}>
        {last.score.toFixed(0)}
      </text>
    </svg>
  );
}
