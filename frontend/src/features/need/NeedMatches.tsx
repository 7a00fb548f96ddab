import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { NeedMatches as Answer, NeedOut } from "@/api";
import type { Answering } from "@/features/match/answering";
import { askedOf } from "@/features/match/asked";
import { MatchList } from "@/features/match/MatchList";
import { NearMisses } from "@/features/match/NearMisses";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { firmOf, isCoordinator, meQuestion } from "@/lib/me";
import { slice } from "@/lib/text";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { useConstraintTexts } from "./constraints";
import { MatchAnswers, WITHOUT_WRONG, wrongBy } from "./MatchAnswers";
import { needMatchesQuestion } from "./questions";

const LONGEST_QUESTION = 2000; // characters; a longer need asks by its beginning

/** The firms that answer a posted need, on the same cards as a search. */
export function NeedMatches({ id }: { id: string }) {
  const { t, number } = useSpeech();
  const page = usePageTexts();
  const answer = useInfiniteQuery(needMatchesQuestion(id));
  const answering = useAnswering(id, answer.data?.pages[0]);
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
      <MatchList answering={answering} asked={asked} items={items} more={answer} />
      <NearMisses answering={answering} asked={asked} items={first.near_misses} />
    </section>
  );
}

/** Coordinators and whoever seeks answer every match; anybody else, none of them. */
function useAnswering(id: string, seen: Answer | undefined): Answering | undefined {
  const { answer: texts } = useOwnerTexts();
  const me = useQuery(meQuestion);
  if (!seen) return undefined;
  const own = firmOf(me.data);
  const isSeeker = own !== undefined && own.firm_id === seen.need.firm?.id;
  if (!isSeeker && !isCoordinator(me.data)) return undefined;
  const { index_version, model_version, ranker_version } = seen;
  return {
    render: ({ firm }, wrong) => (
      <MatchAnswers
        answers={WITHOUT_WRONG}
        firmRef={firm.firm_ref}
        group={texts.group(firm.name)}
        name={firm.name}
        needId={id}
        seen={{ index_version, model_version, ranker_version }}
        wrong={wrong}
      />
    ),
    wrong: wrongBy(id),
  };
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
