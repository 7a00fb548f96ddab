import type { JointDevelopmentOut } from "@/api";
import { useSuggestionTexts } from "@/i18n/suggestion";

interface Props {
  joint: JointDevelopmentOut;
  /** Whether the reader's own firm is one of the two. */
  isOwn: boolean;
}

/** How much of what each knows both know, against the aim. */
export function Shares({ joint, isOwn }: Props) {
  const { partners: texts } = useSuggestionTexts();
  const { own_percent, partner_percent, aim_percent, size_neutral } = joint;
  return (
    <section className="grid grid-cols-1 gap-2">
      <h3 className="font-700">{texts.shares}</h3>
      <div className="relative grid grid-cols-1 gap-2 pb-7">
        <Bar label={isOwn ? texts.own : texts.ownOf} percent={own_percent} />
        <Bar label={texts.partner} percent={partner_percent} />
        <Aim percent={aim_percent} />
      </div>
      <p>{texts.sizeNeutral(size_neutral.toFixed(1))}</p>
    </section>
  );
}

/** The labels stand in a column of their own, so that both bars and the aim share one scale. */
const LABEL = "5rem";
const VALUE = "3.5rem";

function Bar({ label, percent }: { label: string; percent: number }) {
  const { partners: texts } = useSuggestionTexts();
  return (
    <p
      className="grid items-center"
      style={{ gridTemplateColumns: `${LABEL} minmax(0,1fr) ${VALUE}` }}
    >
      <span>{label}</span>
      <span aria-hidden="true" className="block h-6 border border-solid-gray-600">
        <span
          className="block h-full bg-blue-900 print:[print-color-adjust:exact]"
          style={{ width: `${percent}%` }}
        />
      </span>
      <span className="text-right tabular-nums">{texts.percent(String(percent))}</span>
    </p>
  );
}

/** A dashed line through both bars, with its word below. */
function Aim({ percent }: { percent: number }) {
  const { partners: texts } = useSuggestionTexts();
  const left = `calc(${LABEL} + (100% - ${LABEL} - ${VALUE}) * ${percent / 100})`;
  return (
    <p
      className="-translate-x-1/2 absolute inset-y-0 flex flex-col items-center whitespace-nowrap"
      style={{ left }}
    >
      <span
        aria-hidden="true"
        className="w-0 grow border-black border-l-3 border-dashed shadow-[0_0_0_0.125rem_white]"
      />
      <span className="text-std-16N-170">{texts.aim(String(percent))}</span>
    </p>
  );
}
