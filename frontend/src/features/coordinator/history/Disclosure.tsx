import { useQuery } from "@tanstack/react-query";
import type { FirmOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { disclosureQuestion } from "../registerQuestions";

/** What the firm agreed to show, and to whom; for those who look after the firm. */
export function Disclosure({ firm }: { firm: FirmOut }) {
  const { history, visibility } = useCoordinatorTexts();
  const { t, fieldName } = useSpeech();
  const found = useQuery(disclosureQuestion(firm.id));
  if (found.isError) return <Failure error={found.error} retry={() => found.refetch()} />;
  if (!found.data) return null; // a firm of another region keeps its decisions to itself
  const { listing = "public", fields = {}, hide_from = [] } = found.data;
  const kept = Object.entries(fields).filter(([, level]) => level !== "public");
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-std-24B-150">{history.disclosure}</h2>
      <Facts>
        <Fact label={history.listing}>{visibility[listing]}</Fact>
        <Fact label={history.hidden}>
          {kept
            .map(([name, level]) => fieldName(name) + t.aside(visibility[level]))
            .join(t.separator) || history.allPublic}
        </Fact>
        <Fact label={history.hides}>{hide_from.join(t.separator) || history.nobodyHidden}</Fact>
      </Facts>
    </section>
  );
}
