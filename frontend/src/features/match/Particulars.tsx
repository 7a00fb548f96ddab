import type { FirmBrief } from "@/api";
import { useSpeech } from "@/i18n/language";
import { CheckIcon } from "@/ui/icons";
import { CHIP } from "@/ui/styles";

interface Props {
  firm: FirmBrief;
  isOtherCluster?: boolean | null;
}

/** Where the firm is, what it is, how large and how old. */
export function Particulars({ firm, isOtherCluster }: Props) {
  const { t, number } = useSpeech();
  const place = [firm.prefecture, firm.municipality].filter(Boolean).join("");
  const facts = [
    place && firm.cluster ? place + t.aside(firm.cluster) : place || firm.cluster,
    t.firmKind[firm.kind],
    firm.employees !== null && t.match.employees(number(firm.employees)),
    firm.founded !== null && t.match.founded(firm.founded),
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-std-16N-170">
      <p className="text-solid-gray-700">{facts.filter(Boolean).join(t.separator)}</p>
      {firm.corporate_number && (
        <span className="text-green-900">
          <CheckIcon /> {t.match.verified}
        </span>
      )}
      {isOtherCluster && <span className={CHIP}>{t.match.otherCluster}</span>}
    </div>
  );
}
