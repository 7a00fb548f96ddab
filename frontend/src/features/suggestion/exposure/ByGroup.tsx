import type { ExposureGroupOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";

/** New beside old, small beside large; a group without firms has no average. */
export function ByGroup({ groups }: { groups: readonly ExposureGroupOut[] }) {
  const { number } = useSpeech();
  const { exposure: texts } = useSuggestionTexts();
  return (
    <Section title={texts.groups}>
      <DataTable
        caption={texts.groups}
        columns={[
          { head: texts.group, cell: ({ label }) => label },
          { head: texts.mean, cell: ({ mean }) => <strong>{texts.times(mean.toFixed(2))}</strong> },
          {
            head: texts.zeroShare,
            cell: ({ zero_share }) => texts.percent((100 * zero_share).toFixed(1)),
          },
          { head: texts.firms, cell: ({ firms }) => number(firms) },
          { head: texts.shown, cell: ({ shown }) => texts.times(number(shown)) },
        ]}
        keyOf={({ name }: ExposureGroupOut) => name}
        rows={groups.filter(({ firms }) => firms > 0)}
      />
    </Section>
  );
}
