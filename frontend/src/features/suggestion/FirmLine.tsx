import type { FirmBrief } from "@/api";
import { useSpeech } from "@/i18n/language";

/** Where a firm is and how large, and what it says of itself. */
export function FirmLine({ firm }: { firm: FirmBrief }) {
  const { t, number } = useSpeech();
  const { cluster, prefecture, municipality, employees, summary } = firm;
  const place = [prefecture, municipality].filter(Boolean).join("");
  const parts = [cluster, place, employees !== null && t.match.employees(number(employees))].filter(
    Boolean,
  );
  return (
    <>
      <p lang="ja">{parts.join(t.separator)}</p>
      {summary && <p lang="ja">{summary}</p>}
    </>
  );
}
