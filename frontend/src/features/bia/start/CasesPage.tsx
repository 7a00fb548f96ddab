import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";
import { meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { Section } from "@/ui/parts/Section";
import { OUTLINE } from "@/ui/styles";
import { DataTable } from "@/ui/tables/DataTable";
import { keptCase } from "../kept";
import { casesQuestion, deleteCase, noticesQuestion } from "../questions";
import { Start } from "./Start";

/** The cases of the reader's organisation, what changed below them, and how a new one begins. */
export function CasesPage() {
  const { cases: texts } = useBiaTexts();
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  const kept = keptCase();
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageTitle>{texts.title}</PageTitle>
      <p>{texts.lead}</p>
      {kept && (
        <p>
          <Link className={OUTLINE} search={{}} to="/bia/draft">
            {texts.continue(kept.title)}
          </Link>
        </p>
      )}
      {me.data.signed_in && (
        <>
          <Notices />
          <OwnCases />
        </>
      )}
      <Start />
    </div>
  );
}

function OwnCases() {
  const { cases: texts } = useBiaTexts();
  const { date, t } = useSpeech();
  const found = useInfiniteQuery(casesQuestion);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} retry={() => found.refetch()} />;
  const items = found.data.pages.flatMap((page) => page.items);
  return (
    <Section title={texts.own}>
      {!items.length && <p>{texts.none}</p>}
      {items.length > 0 && (
        <DataTable
          caption={texts.own}
          columns={[
            {
              head: texts.name,
              cell: ({ id, title }) => (
                <Link lang="ja" params={{ id }} search={{}} to="/bia/cases/$id">
                  {title}
                </Link>
              ),
            },
            { head: texts.updated, cell: ({ updated_at }) => date(updated_at) },
            {
              head: texts.act,
              cell: ({ id, title }) => (
                <AskFirst
                  act={() => deleteCase(id)}
                  label={texts.remove}
                  of={t.aside(title)}
                  onDone={() => found.refetch()}
                  title={texts.removeTitle(title)}
                />
              ),
            },
          ]}
          keyOf={({ id }) => id}
          rows={items}
        />
      )}
      {found.hasNextPage && (
        <p>
          <button className={OUTLINE} onClick={() => found.fetchNextPage()} type="button">
            {texts.more}
          </button>
        </p>
      )}
    </Section>
  );
}

/** What changed in a case because a firm that it leans on changed. */
function Notices() {
  const { cases: texts } = useBiaTexts();
  const { date } = useSpeech();
  const { data } = useQuery(noticesQuestion);
  if (!data?.items.length) return null;
  return (
    <Section title={texts.notices}>
      <ul className="grid list-disc grid-cols-1 gap-2 pl-6">
        {data.items.map(({ id, at, case_id, text }) => (
          <li key={id}>
            {date(at)}{" "}
            <Link lang="ja" params={{ id: case_id }} search={{}} to="/bia/cases/$id">
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
