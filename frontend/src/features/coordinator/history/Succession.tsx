import { useQuery } from "@tanstack/react-query";
import type { FirmOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { firmSuccessionQuestion } from "../registerQuestions";

/** What the firm said of its succession. */
export function Succession({ firm }: { firm: FirmOut }) {
  const { history, firms, plan } = useCoordinatorTexts();
  const { date } = useSpeech();
  const found = useQuery(firmSuccessionQuestion(firm.id));
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-std-24B-150">{history.succession}</h2>
      {found.data === null && <p>{history.noSuccession}</p>}
      {found.isError && <Failure error={found.error} retry={() => found.refetch()} />}
      {found.data && (
        <p>
          <strong className="font-700">
            {found.data.closing_year
              ? firms.closing(found.data.closing_year)
              : plan[found.data.plan]}
          </strong>{" "}
          {firms.askedOn(date(found.data.asked_on))}
          {found.data.note && (
            <span className="block" lang="ja">
              {found.data.note}
            </span>
          )}
        </p>
      )}
    </section>
  );
}
