import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import type { IntroductionOut, Stage } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { CheckIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { OUTLINE } from "@/ui/styles";
import { Refused } from "../form/ActForm";
import { refusalOf } from "../form/refusal";
import { More } from "../More";
import { type PipelineFilter, pipelineQuestion } from "../questions";
import { STAGES } from "../state";
import { moveTo } from "../steps";

const OPEN = STAGES.filter((stage) => stage !== "closed");

/** The open introductions by stage. One button moves a case on; nothing has to be dragged. */
export function PipelineBoard({ filter }: { filter: PipelineFilter }) {
  const { list } = useIntroductionTexts();
  const [said, say] = useState("");
  return (
    <>
      <p className="min-h-7 font-700 text-green-900" role="status">
        {said && (
          <>
            <CheckIcon /> {said}
          </>
        )}
      </p>
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-6">
        {OPEN.map((stage) => (
          <Column filter={filter} key={stage} onMoved={say} stage={stage} />
        ))}
      </div>
      <p>
        <Link search={{ ...filter, stage: "closed" }} to="/coordinator">
          {list.closedElsewhere}
        </Link>
      </p>
    </>
  );
}

interface ColumnProps {
  filter: PipelineFilter;
  stage: Stage;
  onMoved: (sentence: string) => void;
}

function Column({ filter, stage, onMoved }: ColumnProps) {
  const texts = useIntroductionTexts();
  const heading = useId();
  const found = useInfiniteQuery(pipelineQuestion({ ...filter, stage }));
  const cases = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section
      aria-labelledby={heading}
      className="grid min-w-0 grid-cols-1 gap-2 rounded-8 bg-solid-gray-50 p-3"
    >
      <h3 className="font-700" id={heading}>
        {texts.stage[stage]}
      </h3>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => found.refetch()} />}
      {found.isSuccess && cases.length === 0 && (
        <p className="text-solid-gray-700">{texts.list.emptyColumn}</p>
      )}
      <ul className="grid grid-cols-1 gap-2">
        {cases.map((item) => (
          <li key={item.introduction_ref}>
            <Card case={item} onMoved={onMoved} />
          </li>
        ))}
      </ul>
      <More list={found} of={texts.stage[stage]} />
    </section>
  );
}

function Card({ case: item, onMoved }: { case: IntroductionOut } & Pick<ColumnProps, "onMoved">) {
  const texts = useIntroductionTexts();
  const { t, language, date } = useSpeech();
  const client = useQueryClient();
  const onward = STAGES[STAGES.indexOf(item.stage) + 1];
  const next = item.next_stages.find((stage) => stage === onward);
  const move = useMutation({
    mutationFn: (to: Stage) => moveTo(item.introduction_ref, { stage: to }),
    onSuccess: async (_, to) => {
      onMoved(texts.list.moved(item.title, texts.stage[to]));
      await client.invalidateQueries({ queryKey: ["introductions"] });
    },
  });
  return (
    <article className="grid grid-cols-1 gap-2 rounded-8 border border-solid-gray-420 bg-white p-3 text-std-16N-170">
      <h4 className="font-700" lang="ja">
        <Link params={{ ref: item.introduction_ref }} to="/coordinator/introductions/$ref">
          {item.title}
        </Link>
      </h4>
      <p lang="ja">
        {item.seeker?.name ?? texts.list.unknown} → {item.candidate?.name ?? texts.list.unknown}
      </p>
      {item.next_date && (
        <p className="text-solid-gray-700">
          {texts.list.next}
          {t.colon}
          {date(item.next_date)}
        </p>
      )}
      {move.isError && <Refused lines={[refusalOf(move.error, language, t)]} />}
      {next && (
        <button
          aria-disabled={move.isPending}
          className={OUTLINE}
          onClick={() => !move.isPending && move.mutate(next)}
          type="button"
        >
          {texts.list.moveTo(texts.stage[next])}
          <span className="sr-only">{texts.list.moveOf(item.title)}</span>
        </button>
      )}
    </article>
  );
}
