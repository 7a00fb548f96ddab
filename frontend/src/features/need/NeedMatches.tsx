import { useInfiniteQuery } from "@tanstack/react-query";
import { MatchList } from "@/features/match/MatchList";
import { NearMisses } from "@/features/match/NearMisses";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { needMatchesQuestion } from "./questions";

/** The firms that answer a posted need, on the same cards as a search. */
export function NeedMatches({ id }: { id: string }) {
  const { t, number } = useSpeech();
  const page = usePageTexts();
  const answer = useInfiniteQuery(needMatchesQuestion(id));
  if (answer.isPending) return <Loading />;
  if (answer.isLoadingError) return <Failure error={answer.error} retry={answer.refetch} />;

  const [first] = answer.data.pages;
  const items = answer.data.pages.flatMap((page) => page.items);
  return (
    <section className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 className="text-std-24B-150">{page.need.matches}</h2>
        {first && (
          <span role="status">
            {t.search.count(number(first.count.value), first.count.relation === "about")}
          </span>
        )}
      </div>
      {items.length === 0 && <p>{page.need.noMatches}</p>}
      <MatchList items={items} more={answer} />
      <NearMisses items={first?.near_misses ?? []} />
    </section>
  );
}
