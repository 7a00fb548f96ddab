import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useRouterState } from "@tanstack/react-router";
import type { NeedOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { firmOf, meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { CheckIcon, LeftIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, TEXT } from "@/ui/styles";
import { useConstraintTexts } from "./constraints";
import { MatchAnswers, WITHOUT_WRONG } from "./MatchAnswers";
import { Poster } from "./NeedCard";
import { NeedMatches } from "./NeedMatches";
import { needQuestion } from "./questions";

const route = getRouteApi("/needs/$id");

export function NeedPage() {
  const { id } = route.useParams();
  const need = useQuery(needQuestion(id));
  const me = useQuery(meQuestion);
  if (need.isPending || me.isPending) return <Loading />;
  if (need.isSuccess) {
    return (
      <div className="grid grid-cols-1 gap-8">
        <NeedDetails need={need.data} />
        <AnswerAsFirm need={need.data} />
        <NeedMatches id={id} />
      </div>
    );
  }
  if (need.error instanceof CallError && need.error.slug === "not-found") return <NotFound />;
  return <Failure error={need.error} retry={() => need.refetch()} />;
}

/** Lets a firm say that it could help; the firm that seeks manages its need instead. */
function AnswerAsFirm({ need }: { need: NeedOut }) {
  const { answer: texts, needs } = useOwnerTexts();
  const me = useQuery(meQuestion);
  const own = firmOf(me.data);
  if (!own) return null;
  if (own.firm_id === need.firm?.id) {
    return (
      <p className="flex flex-wrap gap-3 print:hidden">
        <Link className={OUTLINE} params={{ id: need.id }} to="/needs/$id/edit">
          {needs.edit}
        </Link>
        <Link className={OUTLINE} to="/my/needs">
          {needs.title}
        </Link>
      </p>
    );
  }
  return (
    <section className="grid grid-cols-1 gap-3 rounded-8 bg-blue-50 p-4 print:hidden">
      <h2 className="text-std-20B-150">{texts.own}</h2>
      <p>{texts.ownLead}</p>
      <MatchAnswers
        answers={need.firm ? WITHOUT_WRONG : ["wants_to_meet", "not_now"]}
        firmRef={own.organisation_ref}
        group={texts.ownGroup}
        name={own.organisation_name}
        needId={need.id}
      />
    </section>
  );
}

function NeedDetails({ need }: { need: NeedOut }) {
  const { t, date } = useSpeech();
  const page = usePageTexts();
  const constraints = useConstraintTexts(need.constraints);
  const isNew = useRouterState({ select: (router) => router.location.state.isPosted });
  return (
    <article className="grid grid-cols-1 gap-4">
      <p className="print:hidden">
        <Link className={TEXT} to="/needs">
          <LeftIcon />
          {page.need.backToBoard}
        </Link>
      </p>
      {isNew && (
        <p
          className="rounded-8 border-2 border-success-2 p-4 font-700 text-green-900"
          role="status"
        >
          <CheckIcon /> {page.need.posted}
        </p>
      )}
      <PageTitle lang="ja">{need.title}</PageTitle>
      {need.description && (
        <p className="whitespace-pre-line" lang="ja">
          {need.description}
        </p>
      )}
      <Facts isDense>
        <Fact label={t.field.purpose}>{t.purpose[need.kind]}</Fact>
        <Fact label={page.need.postedBy}>
          <Poster need={need} />
        </Fact>
        <Fact label={page.need.constraints}>
          {constraints.join(t.separator) || page.need.noConstraints}
        </Fact>
        <Fact label={page.firm.updated}>{date(need.updated_at)}</Fact>
      </Facts>
    </article>
  );
}
