import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { NearMissOut, OverlookedOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOverlookedTexts } from "@/i18n/overlooked";
import { firmOf, meQuestion } from "@/lib/me";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { Section } from "@/ui/parts/Section";
import { SignInFirst } from "@/ui/SignInFirst";
import { TEXT } from "@/ui/styles";
import { DataTable } from "@/ui/tables/DataTable";
import { overlookedQuestion } from "./questions";

/** What the firm of whoever has signed in nearly matched, and what would help. */
export function OverlookedPage() {
  const texts = useOverlookedTexts();
  const me = useQuery(meQuestion);
  const firm = firmOf(me.data);
  return (
    <div className="grid grid-cols-1 gap-6">
      <p className="print:hidden">
        <Link className={TEXT} to="/my/firm">
          {texts.back}
        </Link>
      </p>
      <PageTitle>{texts.title}</PageTitle>
      {me.isPending && <Loading />}
      {me.isError && <Failure error={me.error} retry={() => me.refetch()} />}
      {me.data?.signed_in === false && <SignInFirst>{texts.signInFirst}</SignInFirst>}
      {me.data?.signed_in && !firm?.firm_id && <p>{texts.noFirm}</p>}
      {firm?.firm_id && <Told firmId={firm.firm_id} />}
    </div>
  );
}

function Told({ firmId }: { firmId: string }) {
  const texts = useOverlookedTexts();
  const { say } = useSpeech();
  const found = useQuery(overlookedQuestion(firmId));
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failure error={found.error} retry={() => found.refetch()} />;
  return (
    <>
      <p>{texts.lead}</p>
      <p className="text-std-20B-150">{say(found.data)}</p>
      <Help told={found.data} />
      <Numbers told={found.data} />
      <Misses told={found.data} />
    </>
  );
}

function Help({ told }: { told: OverlookedOut }) {
  const texts = useOverlookedTexts();
  const { say } = useSpeech();
  return (
    <Section title={texts.advice}>
      {told.advice.length === 0 && <p>{texts.noAdvice}</p>}
      <ol className="grid list-decimal grid-cols-1 gap-2 pl-8">
        {told.advice.map((item) => (
          <li key={item.text}>{say(item)}</li>
        ))}
      </ol>
    </Section>
  );
}

function Numbers({ told }: { told: OverlookedOut }) {
  const texts = useOverlookedTexts();
  const { number, t } = useSpeech();
  const answers = Object.entries(told.answers);
  return (
    <Section title={texts.numbers}>
      <Facts>
        <Fact label={texts.searches}>{texts.times(number(told.searches))}</Fact>
        <Fact label={texts.near}>{texts.times(number(told.near_searches))}</Fact>
        <Fact label={texts.shown}>
          {texts.times(number(told.shown))}
          {told.shown_median !== null && texts.median(number(told.shown_median))}
        </Fact>
        {answers.length > 0 && (
          <Fact label={texts.answers}>
            {answers
              .map(([name, count]) => `${texts.answer[name] ?? name}${t.colon}${number(count)}`)
              .join(" / ")}
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

function Misses({ told }: { told: OverlookedOut }) {
  const texts = useOverlookedTexts();
  const { language, number } = useSpeech();
  return (
    <Section title={texts.misses}>
      {told.near_misses.length === 0 ? (
        <p>{texts.noMisses}</p>
      ) : (
        <DataTable
          caption={texts.misses}
          columns={[
            { head: texts.what, cell: (row) => <What miss={row} /> },
            {
              head: texts.missing,
              cell: (row) => (language === "ja" ? row.missing : row.missing_en),
            },
            { head: texts.often, cell: (row) => texts.times(number(row.times)) },
            {
              head: texts.asked,
              cell: (row) => <span lang="ja">{row.asked_for.join("、") || texts.few}</span>,
            },
          ]}
          keyOf={(row) => `${row.kind} ${row.need_id} ${row.missing}`}
          rows={told.near_misses}
        />
      )}
      <p className="text-std-16N-170 text-solid-gray-700">{texts.privacy}</p>
    </Section>
  );
}

function What({ miss }: { miss: NearMissOut }) {
  const texts = useOverlookedTexts();
  const kind = texts.kinds[miss.kind] ?? miss.kind;
  if (!miss.need_id) return kind;
  return (
    <>
      {kind}{" "}
      <Link lang="ja" params={{ id: miss.need_id }} to="/needs/$id">
        {miss.need_title}
      </Link>
    </>
  );
}
