import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, SOLID } from "@/ui/styles";
import { BoardFilter } from "./BoardFilter";
import { NeedCard } from "./NeedCard";
import { boardQuestion } from "./questions";

const route = getRouteApi("/needs");

export function BoardPage() {
  const { t } = useSpeech();
  const page = usePageTexts();
  const filter = route.useSearch();
  const board = useInfiniteQuery({
    ...boardQuestion(filter),
    placeholderData: keepPreviousData,
  });
  const needs = board.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{page.need.board}</PageTitle>
      <p>{page.need.boardLead}</p>
      <p>
        <Link className={SOLID} to="/needs/new">
          {page.need.newNeed}
        </Link>
      </p>
      <BoardFilter filter={filter} />
      {board.isPending && <Loading />}
      {board.isError && <Failure error={board.error} retry={() => board.refetch()} />}
      {board.isSuccess && needs.length === 0 && <p role="status">{page.need.empty}</p>}
      <ul
        aria-busy={board.isPlaceholderData}
        className={`grid grid-cols-1 gap-4 ${board.isPlaceholderData ? "opacity-60" : ""}`}
      >
        {needs.map((need) => (
          <li key={need.id}>
            <NeedCard need={need} />
          </li>
        ))}
      </ul>
      {board.hasNextPage && (
        <button className={OUTLINE} onClick={() => board.fetchNextPage()} type="button">
          {t.loadMore}
        </button>
      )}
    </div>
  );
}
