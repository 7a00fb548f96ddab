import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useSpeech } from "@/i18n/language";
import type { SearchState } from "@/lib/search";
import { Failure } from "@/ui/Failure";
import { searchQuestion } from "./questions";

/** Loaded while the server thinks, and in advance once the start page stands. */
export const loadAnswer = () => import("./Answer");
const Answer = lazy(async () => ({ default: (await loadAnswer()).Answer }));

/** Asks the one question of the search page. The last answer stays while the next is on its way. */
export function Results({ state }: { state: SearchState }) {
  const { t } = useSpeech();
  const answer = useInfiniteQuery({
    ...searchQuestion(state),
    placeholderData: keepPreviousData,
  });
  if (answer.isError) return <Failure error={answer.error} retry={() => answer.refetch()} />;

  const searching = <p role="status">{t.search.searching}</p>;
  if (answer.isPending) return searching;
  return (
    <Suspense fallback={searching}>
      <Answer
        isStale={answer.isPlaceholderData}
        loadMore={answer.hasNextPage ? answer.fetchNextPage : undefined}
        pages={answer.data.pages}
        state={state}
      />
    </Suspense>
  );
}
