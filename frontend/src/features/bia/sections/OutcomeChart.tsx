import type { OutcomeOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { DataTable } from "@/ui/tables/DataTable";
import { LineChart } from "../charts/LineChart";
import { useFigures } from "../figures";

interface Props {
  /** What it is about: a page may show several. */
  title: string;
  outcomes: readonly { name: string; outcome: OutcomeOut }[];
}

/** Stock and service over the days, with the same values in a table. */
export function OutcomeChart({ title, outcomes }: Props) {
  const { outcome: texts } = useBiaTexts();
  const figures = useFigures();
  const seriesOf = (field: "stock" | "service") =>
    outcomes.map(({ name, outcome }) => ({
      name,
      points: outcome.points.map((point) => ({ x: point.day, y: point[field] })),
    }));
  const days = [
    ...new Set(outcomes.flatMap(({ outcome }) => outcome.points.map(({ day }) => day))),
  ].sort((one, other) => one - other);
  return (
    <>
      <LineChart
        label={texts.of(texts.stockChart, title)}
        series={seriesOf("stock")}
        xLabel={texts.day}
        yLabel={texts.stock}
      />
      <LineChart
        format={(value) => figures.share(value)}
        label={texts.of(texts.serviceChart, title)}
        series={seriesOf("service")}
        xLabel={texts.day}
        yLabel={texts.service}
      />
      <details className="print:hidden">
        <summary className="min-h-11 py-2">{texts.asTable}</summary>
        <DataTable
          caption={texts.asTable}
          columns={[
            { head: texts.day, cell: (day) => figures.plain(day) },
            ...outcomes.flatMap(({ name, outcome }) => [
              {
                head: texts.of(texts.stock, name),
                cell: (day: number) =>
                  valuesAt(outcome, day, "stock")
                    .map((value) => figures.pieces(value))
                    .join(" → "),
              },
              {
                head: texts.of(texts.service, name),
                cell: (day: number) =>
                  valuesAt(outcome, day, "service")
                    .map((value) => figures.share(value))
                    .join(" → "),
              },
            ]),
          ]}
          keyOf={(day) => day}
          rows={days}
        />
      </details>
    </>
  );
}

/** The values of a day: two where it jumps, and one between where nothing turns on that day. */
export function valuesAt(
  { points }: OutcomeOut,
  day: number,
  field: "stock" | "service",
): number[] {
  const own = points.filter((point) => point.day === day).map((point) => point[field]);
  if (own.length) return [...new Set(own)];
  const before = points.findLast((point) => point.day < day);
  const after = points.find((point) => point.day > day);
  if (!before || !after) return [(before ?? after)?.[field] ?? 0];
  const way = (day - before.day) / (after.day - before.day);
  return [before[field] + way * (after[field] - before[field])];
}
