import type { FirmOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { Fact, Facts } from "@/ui/Facts";

/** Everything public about the firm as a whole. */
export function About({ firm }: { firm: FirmOut }) {
  const { t, number, date } = useSpeech();
  const page = usePageTexts();
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-std-24B-150">{page.firm.about}</h2>
      <Facts isDense>
        <Fact label={page.firm.kana}>{firm.name_kana}</Fact>
        <Fact label={page.firm.kind}>{t.firmKind[firm.kind]}</Fact>
        <Fact label={page.firm.place}>
          {[firm.prefecture, firm.municipality].filter(Boolean).join("")}
        </Fact>
        <Fact label={page.firm.cluster}>{firm.cluster}</Fact>
        <Fact label={page.firm.size}>
          {firm.employees !== null && t.match.employees(number(firm.employees))}
        </Fact>
        <Fact label={page.firm.founded}>
          {firm.founded !== null && t.match.founded(firm.founded)}
        </Fact>
        <Fact label={page.firm.certifications}>{firm.certifications.join(t.separator)}</Fact>
        <Fact label={page.firm.corporateNumber}>{firm.corporate_number}</Fact>
        <Fact label={page.firm.ref}>{firm.firm_ref}</Fact>
        <Fact label={page.firm.updated}>{date(firm.updated_at)}</Fact>
      </Facts>
    </section>
  );
}
