import type { ScheduleOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";
import { nameIn } from "../case";
import { Gantt } from "../charts/Gantt";
import { useFigures } from "../figures";
import { useAssessment } from "../work";
import { ProductSwitch, useProduct } from "./Choose";

/** How long the flow takes in normal times, under constraints and in recovery. */
export function Schedule() {
  const { sections, schedule: texts } = useBiaTexts();
  const { schedules } = useAssessment();
  const product = useProduct();
  const own = schedules.filter(({ product_ref }) => product_ref === product?.ref);
  const days = Math.max(0, ...own.map(({ total_days }) => total_days));
  return (
    <Section title={sections.schedule}>
      <p>{texts.lead}</p>
      <ProductSwitch />
      {!own.length && <p>{texts.nothing}</p>}
      {own.map((schedule) => (
        <OneSchedule days={days} key={schedule.mode} schedule={schedule} />
      ))}
    </Section>
  );
}

function OneSchedule({ schedule, days }: { schedule: ScheduleOut; days: number }) {
  const { schedule: texts, choices } = useBiaTexts();
  const figures = useFigures();
  const title = texts.title(choices.timing[schedule.mode], figures.days(schedule.total_days));
  const more = schedule.critical_path_count - schedule.critical_paths.length;
  return (
    <section className="grid min-w-0 grid-cols-1 gap-3 print:break-inside-avoid">
      <h3 className="text-std-20B-150">{title}</h3>
      <Gantt days={days} schedule={schedule} />
      <div>
        <p className="font-700">{texts.paths(schedule.critical_path_count)}</p>
        <ul className="list-disc pl-6" lang="ja">
          {schedule.critical_paths.slice(0, SHOWN).map((path) => (
            <li key={path.join()}>{path.map((ref) => nameIn(schedule.steps, ref)).join(" → ")}</li>
          ))}
        </ul>
        {schedule.critical_path_count > SHOWN && (
          <p>{texts.more(more + Math.max(0, schedule.critical_paths.length - SHOWN))}</p>
        )}
      </div>
      <DataTable
        caption={title}
        columns={[
          {
            head: texts.step,
            cell: ({ ref, name }) => (
              <span lang="ja">
                {ref} {name}
              </span>
            ),
          },
          { head: texts.takes, cell: (step) => figures.days(step.takes_days) },
          {
            head: texts.earliest,
            cell: (step) => range(step.earliest_start, step.earliest_finish),
          },
          { head: texts.latest, cell: (step) => range(step.latest_start, step.latest_finish) },
          { head: texts.totalFloat, cell: (step) => figures.days(step.total_float) },
          { head: texts.freeFloat, cell: (step) => figures.days(step.free_float) },
          { head: texts.drag, cell: (step) => figures.days(step.drag) },
          {
            head: texts.critical,
            cell: ({ is_critical }) => (is_critical ? `★ ${texts.isCritical}` : texts.notCritical),
          },
        ]}
        keyOf={({ ref }) => ref}
        rows={schedule.steps}
      />
    </section>
  );

  function range(from: number, to: number) {
    return `${figures.plain(from)}–${figures.plain(to)}`;
  }
}

const SHOWN = 10; // paths on the page; the count says how many there are
