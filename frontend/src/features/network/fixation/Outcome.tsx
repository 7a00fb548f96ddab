import type { WhatIfTiesOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { DataTable } from "@/ui/tables/DataTable";

/** The index and each of its parts, now and then. */
export function Outcome({ outcome }: { outcome: WhatIfTiesOut }) {
  const { say } = useSpeech();
  const { fixation: texts } = useNetworkTexts();
  const { before, after, parts_before, parts_after } = outcome;
  const said = (value: number | null | undefined) => value?.toFixed(1) ?? texts.unknown;
  const rows = [
    { name: texts.index, before, after },
    ...parts_before.map(({ key, label, points }) => ({
      name: label,
      before: points,
      after: parts_after.find((part) => part.key === key)?.points,
    })),
  ];
  return (
    <div className="grid grid-cols-1 gap-3 rounded-8 border-2 border-blue-900 p-4">
      <h3 className="text-std-20B-150">{texts.result}</h3>
      <p>{say(outcome)}</p>
      <DataTable
        caption={texts.result}
        columns={[
          { head: texts.part, cell: ({ name }) => name },
          { head: texts.before, cell: (row) => said(row.before) },
          { head: texts.after, cell: (row) => <strong>{said(row.after)}</strong> },
        ]}
        keyOf={({ name }) => name}
        rows={rows}
      />
    </div>
  );
}
