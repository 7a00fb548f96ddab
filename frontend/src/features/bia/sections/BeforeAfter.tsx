import type { OutcomeOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { DataTable } from "@/ui/tables/DataTable";
import { useFigures } from "../figures";

interface Props {
  caption: string;
  before: OutcomeOut;
  after: OutcomeOut;
  /** As it would be once the partner were qualified. */
  qualified?: OutcomeOut;
}

interface Row {
  name: string;
  of: (outcome: OutcomeOut) => string;
}

/** What one change does to the days and the yen, row by row. */
export function BeforeAfter({ caption, before, after, qualified }: Props) {
  const { outcome: texts } = useBiaTexts();
  const figures = useFigures();
  const met = (value: boolean | null) =>
    value === null ? texts.noRto : value ? texts.met : texts.notMet;
  const rows: Row[] = [
    { name: texts.shortage, of: (it) => figures.days(it.shortage_days) },
    { name: texts.loss, of: (it) => figures.yen(it.loss) },
    { name: texts.unmet, of: (it) => figures.pieces(it.unmet) },
    { name: texts.lead, of: (it) => figures.days(it.lead_days) },
    { name: texts.rta, of: (it) => figures.days(it.rta_days, texts.never) },
    { name: texts.tts, of: (it) => figures.days(it.tts_days, texts.always) },
    { name: texts.rto, of: (it) => met(it.is_rto_met) },
  ];
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: texts.figure, cell: ({ name }) => name },
        { head: texts.before, cell: ({ of }) => of(before) },
        { head: texts.after, cell: ({ of }) => <strong>{of(after)}</strong> },
        ...(qualified ? [{ head: texts.qualified, cell: ({ of }: Row) => of(qualified) }] : []),
      ]}
      keyOf={({ name }) => name}
      rows={rows}
    />
  );
}
