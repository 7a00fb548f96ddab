import { useBiaTexts } from "@/i18n/bia";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";
import { LineChart } from "../charts/LineChart";
import { useFigures } from "../figures";
import { useAssessment } from "../work";

/** How the loss grows with the hours of a standstill, and when it cannot be borne any more. */
export function Impact() {
  const { sections, impact: texts } = useBiaTexts();
  const figures = useFigures();
  const { impacts_over_time } = useAssessment();
  const known = impacts_over_time.filter(({ points }) => points.length > 1);
  return (
    <Section title={sections.impact}>
      <p>{texts.lead}</p>
      {!known.length && <p>{texts.nothing}</p>}
      {known.map(({ process_ref, name, points, mtpd_hours, mtpd_reason }) => (
        <section
          className="grid min-w-0 grid-cols-1 gap-3 print:break-inside-avoid"
          key={process_ref}
        >
          <h3 className="text-std-20B-150" lang="ja">
            {name}
          </h3>
          <p>
            <span className="font-700">MTPD</span> {figures.hours(mtpd_hours)}
            {mtpd_reason && <span lang="ja"> {mtpd_reason}</span>}
          </p>
          <LineChart
            format={(value) => figures.yen(value)}
            label={texts.chart(name)}
            marks={mtpd_hours === null ? [] : [{ x: mtpd_hours, label: "MTPD" }]}
            series={[
              {
                name: texts.loss,
                points: points.map(({ hours, loss }) => ({ x: hours, y: loss })),
              },
            ]}
            xLabel={texts.hours}
            yLabel={texts.loss}
          />
          <DataTable
            caption={texts.chart(name)}
            columns={[
              { head: texts.hours, cell: ({ hours }) => figures.hours(hours) },
              { head: texts.loss, cell: ({ loss }) => figures.yen(loss) },
              { head: texts.rank, cell: ({ rank }) => rank ?? texts.unknown },
            ]}
            keyOf={({ hours }) => hours}
            rows={points}
          />
        </section>
      ))}
    </Section>
  );
}
