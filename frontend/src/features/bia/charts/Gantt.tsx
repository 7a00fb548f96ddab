import type { ScheduleOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";
import { Scroll } from "@/ui/charts/Scroll";
import { ticksTo } from "@/ui/charts/scale";

const WIDTH = 720;
const LEFT = 168;
const RIGHT = 40;
const ROW = 34;
const TOP = 28;

interface Props {
  schedule: ScheduleOut;
  /** The longest of the schedules beside, so that all share one scale. */
  days: number;
}

/** The steps of one schedule as bars; critical ones are full and starred, floats are dashed. */
export function Gantt({ schedule, days }: Props) {
  const { schedule: texts, choices } = useBiaTexts();
  const { number } = useSpeech();
  const ticks = ticksTo(days, 8);
  const at = (day: number) => LEFT + (day / (ticks.at(-1) ?? 1)) * (WIDTH - LEFT - RIGHT);
  const height = TOP + schedule.steps.length * ROW;
  const label = texts.chart(choices.timing[schedule.mode], number(schedule.total_days));
  return (
    <Scroll label={label}>
      <svg
        aria-label={label}
        className="w-full min-w-[36rem] max-w-[54rem] text-[14px]"
        role="img"
        viewBox={`0 0 ${WIDTH} ${height + 8}`}
      >
        {ticks.map((day) => (
          <g key={day}>
            <line
              className="stroke-solid-gray-200"
              x1={at(day)}
              x2={at(day)}
              y1={TOP - 6}
              y2={height}
            />
            <text textAnchor="middle" x={at(day)} y={TOP - 12}>
              {number(day)}
            </text>
          </g>
        ))}
        {schedule.steps.map((step, row) => {
          const y = TOP + row * ROW;
          const width = at(step.earliest_finish) - at(step.earliest_start);
          return (
            <g key={step.ref}>
              <text lang="ja" x={0} y={y + 20}>
                {step.is_critical ? "★ " : ""}
                {step.ref} {step.name}
              </text>
              <rect
                className={
                  step.is_critical
                    ? "fill-blue-900 stroke-blue-900"
                    : "fill-white stroke-solid-gray-800"
                }
                height={ROW - 14}
                strokeWidth="1.5"
                width={Math.max(width, 1)}
                x={at(step.earliest_start)}
                y={y + 5}
              />
              {step.total_float > 0 && (
                <line
                  className="stroke-solid-gray-800"
                  strokeDasharray="4 4"
                  strokeWidth="2"
                  x1={at(step.earliest_finish)}
                  x2={at(step.latest_finish)}
                  y1={y + ROW / 2 - 2}
                  y2={y + ROW / 2 - 2}
                />
              )}
              <text x={at(step.latest_finish) + 6} y={y + 20}>
                {number(step.takes_days)}
              </text>
            </g>
          );
        })}
      </svg>
    </Scroll>
  );
}
