import type { ExposureLoadOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Section } from "@/ui/parts/Section";
import { fifthsOf } from "./fifths";

interface Props {
  loads: readonly ExposureLoadOut[];
}

/** Who got how much of all showings, and how many firms were shown how often. */
export function Distribution({ loads }: Props) {
  return (
    <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2 print:grid-cols-2 print:gap-4">
      <Fifths loads={loads} />
      <Loads loads={loads} />
    </div>
  );
}

const FULL = 0.6; // of all showings fill a bar; beyond that a fifth has more than thrice its part

function Fifths({ loads }: Props) {
  const { exposure: texts } = useSuggestionTexts();
  const fifths = fifthsOf(loads);
  if (!fifths) return null;
  return (
    <Section title={texts.fifths}>
      <p>{texts.fifthsLead}</p>
      <ul className="grid grid-cols-1 gap-2 print:gap-1">
        {fifths.map((share, at) => (
          <Bar
            key={texts.fifth[at]}
            label={texts.fifth[at] ?? ""}
            mark={1 / (fifths.length * FULL)}
            share={share / FULL}
            value={texts.percent((100 * share).toFixed(1))}
          />
        ))}
      </ul>
      <p className="text-std-16N-170">
        <span aria-hidden="true">┆ </span>
        {texts.equal}
      </p>
    </Section>
  );
}

function Loads({ loads }: Props) {
  const { number } = useSpeech();
  const { exposure: texts } = useSuggestionTexts();
  const most = Math.max(1, ...loads.map(({ firms }) => firms));
  return (
    <Section title={texts.loads}>
      <p>{texts.loadsLead}</p>
      <ul className="grid grid-cols-1 gap-2 print:gap-1">
        {loads.map(({ times, firms }) => (
          <Bar
            key={times}
            label={texts.times(number(times))}
            share={firms / most}
            value={texts.loadFirms(number(firms))}
          />
        ))}
      </ul>
    </Section>
  );
}

interface BarProps {
  label: string;
  value: string;
  /** How much of the bar is full, from 0 to 1; more is cut. */
  share: number;
  /** Where a dashed line stands, from 0 to 1. */
  mark?: number;
}

function Bar({ label, value, share, mark }: BarProps) {
  return (
    <li className="grid grid-cols-[7rem_minmax(0,1fr)_4.5rem] items-center gap-2">
      <span>{label}</span>
      <span
        aria-hidden="true"
        className="relative block h-6 border border-solid-gray-420 print:h-3"
      >
        <span
          className="block h-full bg-blue-900 print:[print-color-adjust:exact]"
          style={{ width: `${Math.min(100, 100 * share)}%` }}
        />
        {mark !== undefined && (
          <span
            className="absolute inset-y-0 border-black border-l-3 border-dashed shadow-[0_0_0_0.0625rem_white]"
            style={{ left: `${100 * mark}%` }}
          />
        )}
      </span>
      <span className="text-right tabular-nums">{value}</span>
    </li>
  );
}
