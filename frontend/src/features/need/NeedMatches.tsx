import { useInfiniteQuery } from "@tanstack/react-query";
import type { NeedMatches as Answer, NeedOut } from "@/api";
import { askedOf } from "@/features/match/asked";
import { Introduce } from "@/features/match/Introduce";
import { MatchList } from "@/features/match/MatchList";
import { NearMisses } from "@/features/match/NearMisses";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { slice } from "@/lib/text";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { useConstraintTexts } from "./constraints";
import { needMatchesQuestion } from "./questions";

const LONGEST_QUESTION = 2000; // characters; a longer need asks by its beginning

/** The firms that answer a posted need, on the same cards as a search. */
export function NeedMatches({ id }: { id: string }) {
  const { t, number } = useSpeech();
  const page = usePageTexts();
  const answer = useInfiniteQuery(needMatchesQuestion(id));
  if (answer.isPending) return <Loading />;
  if (answer.isLoadingError) return <Failure error={answer.error} retry={answer.refetch} />;

  const [first] = answer.data.pages;
  if (!first) return null;
  const { need } = first;
  const items = answer.data.pages.flatMap((page) => page.items);
  const asked = askedOf(first, {
    question: questionOf(need),
    purpose: need.kind,
    need_ref: need.need_ref,
  });
  return (
    <section className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 className="text-std-24B-150">{page.need.matches}</h2>
        <span role="status">
          {t.search.count(number(first.count.value), first.count.relation === "about")}
        </span>
      </div>
      {items.length === 0 && <Nobody answer={first} />}
      <MatchList
        actions={({ firm }) => <Introduce firm={firm} need={need.id} />}
        asked={asked}
        items={items}
        more={answer}
      />
      <NearMisses asked={asked} items={first.near_misses} />
    </section>
  );
}

function Nobody({ answer: { need, nothing_fits } }: { answer: Answer }) {
  const page = usePageTexts();
  const constraints = useConstraintTexts(need.constraints);
  const isUnmatched = nothing_fits && constraints.length === 0; // it is not the conditions
  return <p>{isUnmatched ? page.need.nothingFits : page.need.noMatches}</p>;
}

/** The text that the API put to the firms. */
function questionOf({ title, description }: NeedOut): string {
  const text = description ? `${title}\n${description}` : title;
  return slice(text, { start: 0, end: LONGEST_QUESTION });
}
