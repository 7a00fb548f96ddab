import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { SearchAnswer } from "@/api";
import { useSpeech } from "@/i18n/language";
import type { SearchState } from "@/lib/search";
import { Failure } from "@/ui/Failure";
import { searchQuestion } from "./questions";

/** Loaded while the server thinks, and in advance once the start page stands. */
export const loadAnswer = () => import("./Answer");
const Answer = lazy(async () => ({ default: (await loadAnswer()).Answer }));

/** Asks the one question of the search page. The last answer stays while the next is on its way. */
export function Results({ state }: { state: SearchState }) {
  const answer = useInfiniteQuery({
    ...searchQuestion(state),
    placeholderData: keepPreviousData,
  });
  if (answer.isLoadingError) return <Failure error={answer.error} retry={answer.refetch} />;

  const isBusy = answer.isPending || answer.isPlaceholderData;
  return (
    <section aria-busy={isBusy} aria-labelledby="results" className="grid grid-cols-1 gap-4">
      <Count count={isBusy ? undefined : answer.data?.pages[0]?.count} />
      {answer.data && (
        <Suspense>
          <Answer isStale={isBusy} more={answer} pages={answer.data.pages} state={state} />
        </Suspense>
      )}
    </section>
  );
}

/** How many were found. It is there before it knows, so that a screen reader hears the change. */
function Count({ count }: { count?: SearchAnswer["count"] }) {
  const { t, number } = useSpeech();
  return (
    <div className="flex flex-wrap items-baseline gap-x-4">
      <h2 className="text-std-22B-150" id="results">
        {t.search.results}
      </h2>
      <span className="text-std-20B-150" role="status">
        {count
          ? t.search.count(number(count.value), count.relation === "about")
          : t.search.searching}
      </span>
    </div>
  );
}
