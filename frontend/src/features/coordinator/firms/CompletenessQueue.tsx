import { useInfiniteQuery } from "@tanstack/react-query";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { More } from "../More";
import { Party } from "../Party";
import { completenessQuestion } from "../registerQuestions";
import { FirmActions } from "./FirmActions";

/** Whose entry lacks most, and what to say on the telephone. */
export function CompletenessQueue({ chamber }: { chamber: string | undefined }) {
  const { firms } = useCoordinatorTexts();
  const { language } = useSpeech();
  const queue = useInfiniteQuery(completenessQuestion(chamber));
  const items = queue.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150">{firms.completeness}</h2>
      <p>{firms.completenessLead}</p>
      {queue.isPending && <Loading />}
      {queue.isLoadingError && <Failure error={queue.error} retry={() => queue.refetch()} />}
      {queue.isSuccess && items.length === 0 && <p role="status">{firms.completenessEmpty}</p>}
      <ol className="grid grid-cols-1 gap-4">
        {items.map(({ firm, score, missing }) => (
          <li
            className="grid grid-cols-1 gap-2 rounded-8 border border-solid-gray-420 p-4 print:break-inside-avoid"
            key={firm.id}
          >
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="text-std-20B-150">
                <Party firm={firm} />
              </h3>
              <span>{firms.score(score)}</span>
            </div>
            <h4 className="font-700">{firms.say}</h4>
            <ul className="list-disc pl-6">
              {missing.map(({ name, say, say_en, why }) => (
                <li key={name}>
                  {language === "ja" ? say : say_en}
                  {language === "ja" && (
                    <span className="block text-solid-gray-700 text-std-16N-170">{why}</span>
                  )}
                </li>
              ))}
            </ul>
            <FirmActions firm={firm} />
          </li>
        ))}
      </ol>
      <More list={queue} />
    </section>
  );
}
