import type { ExposureAuditOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";

/** The figures of every week beside each other, the newest first. */
export function ByWeek({ audits }: { audits: readonly ExposureAuditOut[] }) {
  const { number } = useSpeech();
  const { exposure: texts } = useSuggestionTexts();
  const meanOf = ({ groups }: ExposureAuditOut, name: string) =>
    groups.find((group) => group.name === name && group.firms > 0)?.mean.toFixed(2);
  return (
    <Section title={texts.byWeek}>
      <p>{texts.byWeekLead}</p>
      <DataTable
        caption={texts.byWeek}
        columns={[
          {
            head: texts.weekHead,
            cell: ({ week }) => <span className="whitespace-nowrap">{week}</span>,
          },
          { head: texts.giniShort, cell: ({ gini }) => gini?.toFixed(2) ?? texts.unknown },
          {
            head: texts.zeroShare,
            cell: ({ zero_share }) =>
              zero_share === null ? texts.unknown : texts.percent((100 * zero_share).toFixed(1)),
          },
          { head: texts.mostShort, cell: ({ most_shown }) => texts.times(number(most_shown)) },
          { head: texts.suggestions, cell: ({ suggestions }) => number(suggestions) },
          { head: texts.newFirms, cell: (audit) => meanOf(audit, "new") ?? texts.noFirms },
          { head: texts.oldFirms, cell: (audit) => meanOf(audit, "old") ?? texts.noFirms },
        ]}
        keyOf={({ week }: ExposureAuditOut) => week}
        rows={audits}
      />
    </Section>
  );
}
