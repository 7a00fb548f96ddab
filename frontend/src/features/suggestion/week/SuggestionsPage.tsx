import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { SuggestionPage } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { readIsoWeek, weekAt } from "@/lib/isoWeek";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { OUTLINE } from "@/ui/styles";
import { OwnFirm } from "../OwnFirm";
import { suggestionsQuestion } from "../questions";
import { readWeek } from "../state";
import { Pause } from "./Pause";
import { SuggestionCard } from "./SuggestionCard";
import { WeekChooser } from "./WeekChooser";

const route = getRouteApi("/my/suggestions");

/** Whom one's own firm is shown in a week, as in the mail, each with its four answers. */
export function SuggestionsPage() {
  const { list } = useSuggestionTexts();
  return <OwnFirm title={list.title}>{(firmId) => <Suggestions firmId={firmId} />}</OwnFirm>;
}

function Suggestions({ firmId }: { firmId: string }) {
  const { list } = useSuggestionTexts();
  const now = weekAt(new Date());
  const asked = readWeek(route.useSearch()).week;
  const week = (asked && readIsoWeek(asked)) || now;
  const found = useQuery(suggestionsQuestion(firmId, week.name));
  return (
    <>
      <p>{list.lead}</p>
      <WeekChooser now={now} week={week} />
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => found.refetch()} />}
      {found.data && (
        <>
          <List page={found.data} />
          <Pause firmId={firmId} page={found.data} />
        </>
      )}
    </>
  );
}

function List({ page }: { page: SuggestionPage }) {
  const { number } = useSpeech();
  const { list } = useSuggestionTexts();
  const { items, made_at } = page;
  if (!made_at) return <p role="status">{list.notMade}</p>;
  if (!items.length) return <Nobody />;
  const versions = [page.index_version, page.ranker_version, page.allocation_version];
  return (
    <>
      <p role="status">{list.count(number(items.length))}</p>
      <ol className="grid grid-cols-1 gap-6">
        {items.map((item) => (
          <li key={item.suggestion_ref}>
            <SuggestionCard suggestion={item} />
          </li>
        ))}
      </ol>
      <p className="text-std-16N-170 text-solid-gray-700">
        {list.versions(versions.filter(Boolean).join(" / "))}
      </p>
    </>
  );
}

/** Nothing to say: and what would change that. */
function Nobody() {
  const { list } = useSuggestionTexts();
  return (
    <div className="grid grid-cols-1 gap-3" role="status">
      <p>{list.none}</p>
      <p>{list.noneHelps}</p>
      <p className="flex flex-wrap gap-3">
        <Link className={OUTLINE} search={{}} to="/needs/new">
          {list.post}
        </Link>
        <Link className={OUTLINE} to="/my/firm">
          {list.edit}
        </Link>
      </p>
    </div>
  );
}
