import type { OutcomeOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { DataTable } from "@/ui/tables/DataTable";
import { useFigures } from "../figures";

interface Props {
  caption: string;
  before: OutcomeOut;
  after: OutcomeOut;
}

/** What one change does to the days and the yen, row by row. */
export function BeforeAfter({ caption, before, after }: Props) {
  const { outcome: texts } = useBiaTexts();
  const figures = useFigures();
  const met = (value: boolean | null) =>
    value === null ? texts.noRto : value ? texts.met : texts.notMet;
  const rows = [
    { name: texts.shortage, of: (it: OutcomeOut) => figures.days(it.shortage_days) },
    { name: texts.loss, of: (it: OutcomeOut) => figures.yen(it.loss) },
    { name: texts.unmet, of: (it: OutcomeOut) => figures.pieces(it.unmet) },
    { name: texts.lead, of: (it: OutcomeOut) => figures.days(it.lead_days) },
    { name: texts.rta, of: (it: OutcomeOut) => figures.days(it.rta_days, texts.never) },
    { name: texts.tts, of: (it: OutcomeOut) => figures.days(it.tts_days, texts.always) },
    { name: texts.rto, of: (it: OutcomeOut) => met(it.is_rto_met) },
  ];
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: texts.figure, cell: ({ name }) => name },
        { head: texts.before, cell: ({ of }) => of(before) },
        { head: texts.after, cell: ({ of }) => <strong>{of(after)}</strong> },
      ]}
      keyOf={({ name }) => name}
      rows={rows}
    />
  );
}
