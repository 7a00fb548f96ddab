import type { ExposureLoadOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";
import { fifthsOf } from "./fifths";

/** Who got how much of all showings, and how many firms were shown how often. */
export function Distribution({ loads }: { loads: readonly ExposureLoadOut[] }) {
  const { number } = useSpeech();
  const { exposure: texts } = useSuggestionTexts();
  const fifths = fifthsOf(loads);
  return (
    <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2 print:grid-cols-2">
      {fifths && (
        <Section title={texts.fifths}>
          <p>{texts.fifthsLead}</p>
          <ul className="grid grid-cols-1 gap-2">
            {fifths.map((share, at) => (
              <Bar key={texts.fifth[at]} label={texts.fifth[at] ?? ""} share={share} />
            ))}
          </ul>
          <p className="text-std-16N-170">
            <span aria-hidden="true">┆ </span>
            {texts.equal}
          </p>
        </Section>
      )}
      <Section title={texts.loads}>
        <p>{texts.loadsLead}</p>
        <DataTable
          caption={texts.loads}
          columns={[
            { head: texts.timesHead, cell: ({ times }) => texts.times(number(times)) },
            { head: texts.firms, cell: ({ firms }) => number(firms) },
          ]}
          keyOf={({ times }: ExposureLoadOut) => times}
          rows={loads}
        />
      </Section>
    </div>
  );
}

const FULL = 0.6; // of all showings fill a bar; beyond that a fifth has more than thrice its part

function Bar({ label, share }: { label: string; share: number }) {
  const { exposure: texts } = useSuggestionTexts();
  return (
    <li className="grid grid-cols-[8rem_minmax(0,1fr)_4rem] items-center gap-2">
      <span>{label}</span>
      <span aria-hidden="true" className="relative block h-6 border border-solid-gray-420">
        <span
          className="block h-full bg-blue-900 print:[print-color-adjust:exact]"
          style={{ width: `${Math.min(100, (100 * share) / FULL)}%` }}
        />
        <span
          className="absolute inset-y-0 border-black border-l-3 border-dashed"
          style={{ left: `${20 / FULL}%` }}
        />
      </span>
      <span className="text-right tabular-nums">{texts.percent((100 * share).toFixed(1))}</span>
    </li>
  );
}
