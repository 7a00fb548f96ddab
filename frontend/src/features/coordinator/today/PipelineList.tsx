import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { IntroductionOut } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { More } from "../More";
import { Party } from "../Party";
import { type PipelineFilter, pipelineQuestion } from "../questions";
import { Cell, Row, RowHead, Table } from "../Table";

/** The introductions as a table, newest first. */
export function PipelineList({ filter }: { filter: PipelineFilter }) {
  const { list } = useIntroductionTexts();
  const found = useInfiniteQuery({
    ...pipelineQuestion(filter),
    placeholderData: keepPreviousData,
  });
  if (found.isPending) return <Loading />;
  if (found.isLoadingError) {
    return <Failure error={found.error} retry={() => found.refetch()} />;
  }
  const cases = found.data.pages.flatMap(({ items }) => items);
  if (!cases.length) return <p role="status">{list.empty}</p>;
  return (
    <>
      <Table
        caption={list.caption}
        heads={[list.what, list.seeker, list.candidate, list.stage, list.next]}
        isBusy={found.isPlaceholderData}
      >
        {cases.map((item) => (
          <CaseRow case={item} key={item.introduction_ref} />
        ))}
      </Table>
      <More list={found} />
    </>
  );
}

function CaseRow({ case: item }: { case: IntroductionOut }) {
  const { list, stage, ending } = useIntroductionTexts();
  const { date, t } = useSpeech();
  return (
    <Row>
      <RowHead lang="ja">
        <Link params={{ ref: item.introduction_ref }} to="/coordinator/introductions/$ref">
          {item.title}
        </Link>
      </RowHead>
      <Cell label={list.seeker}>
        <Party firm={item.seeker} />
      </Cell>
      <Cell label={list.candidate}>
        <Party firm={item.candidate} />
      </Cell>
      <Cell isWord label={list.stage}>
        {stage[item.stage]}
        {item.ending && t.aside(ending[item.ending])}
      </Cell>
      <Cell isWord label={list.next}>
        {item.next_date ? date(item.next_date) : "―"}
      </Cell>
    </Row>
  );
}
