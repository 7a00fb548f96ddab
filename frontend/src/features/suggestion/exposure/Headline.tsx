import type { ExposureAuditOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Section } from "@/ui/parts/Section";

/** The three figures that tell most, each beside what likeness alone would have given. */
export function Headline({ audit }: { audit: ExposureAuditOut }) {
  const { number } = useSpeech();
  const { exposure: texts } = useSuggestionTexts();
  const percent = (share: number | null) =>
    share === null ? texts.unknown : texts.percent((100 * share).toFixed(1));
  const gini = (value: number | null) => value?.toFixed(2) ?? texts.unknown;
  const times = (count: number | null) =>
    count === null ? texts.unknown : texts.times(number(count));
  return (
    <Section title={texts.headline}>
      <ul className="grid grid-cols-1 gap-4 sm:grid-cols-3 print:grid-cols-3">
        <Figure
          label={texts.zero}
          naive={percent(audit.naive_zero_share)}
          value={percent(audit.zero_share)}
        />
        <Figure
          label={texts.gini}
          naive={gini(audit.naive_gini)}
          note={texts.giniLead}
          value={gini(audit.gini)}
        />
        <Figure
          label={texts.most}
          naive={times(audit.naive_most_shown)}
          value={times(audit.most_shown)}
        />
      </ul>
    </Section>
  );
}

interface FigureProps {
  label: string;
  value: string;
  /** Of the same, had the most alike been shown. */
  naive: string;
  note?: string;
}

function Figure({ label, value, naive, note }: FigureProps) {
  const { exposure: texts } = useSuggestionTexts();
  return (
    <li className="rounded-8 border-2 border-blue-900 p-4 print:p-2">
      <p className="font-700">{label}</p>
      <p className="text-std-32B-150">{value}</p>
      <p>{texts.naive(naive)}</p>
      {note && <p className="text-std-16N-170 text-solid-gray-700">{note}</p>}
    </li>
  );
}
