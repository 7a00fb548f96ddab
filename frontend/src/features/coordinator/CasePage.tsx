import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { IntroductionOut } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { CallError } from "@/lib/problem";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { LeftIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, TEXT } from "@/ui/styles";
import { Log } from "./case/Log";
import { SideCard } from "./case/SideCard";
import { StageTrack } from "./case/StageTrack";
import { Steps } from "./case/Steps";
import { SIDES } from "./case/shared";
import { Why } from "./case/Why";
import { useChamberName, usePersonName } from "./names";
import { caseQuestion, contactQuestion, eventsQuestion, fitQuestion } from "./questions";
import { Workbench } from "./Workbench";

const route = getRouteApi("/coordinator/introductions/$ref");

/** One introduction: the two firms, why they match, where it stands and what was done. */
export function CasePage() {
  const { list } = useIntroductionTexts();
  return (
    <Workbench isOwnTitle title={list.title}>
      <Case />
    </Workbench>
  );
}

function Case() {
  const { ref } = route.useParams();
  const found = useQuery(caseQuestion(ref));
  if (found.isPending) return <Loading />;
  if (found.data) return <Opened case={found.data.record} />;
  if (found.error instanceof CallError && found.error.slug === "not-found") return <NotFound />;
  return <Failure error={found.error} retry={() => found.refetch()} />;
}

function Opened({ case: item }: { case: IntroductionOut }) {
  const { case: texts, stage } = useIntroductionTexts();
  const { t } = useSpeech();
  const isComing = useIsComing(item);
  if (isComing) return <Loading />;
  return (
    <article className="grid grid-cols-1 gap-8 print:gap-1.5 print:leading-snug">
      <header className="grid grid-cols-1 gap-4 print:gap-2">
        <p className="print:hidden">
          <Link className={TEXT} search={{}} to="/coordinator">
            <LeftIcon />
            {texts.back}
          </Link>
        </p>
        <PageTitle lang="ja">{item.title}</PageTitle>
        <StageTrack stage={item.stage} />
        <p className="sr-only" role="status">
          {texts.now}
          {t.colon}
          {stage[item.stage]}
        </p>
        <p>
          <button className={OUTLINE} onClick={() => window.print()} type="button">
            {texts.print}
          </button>
        </p>
      </header>
      <section className="grid grid-cols-1 gap-3 print:gap-1">
        <h2 className="text-std-24B-150 print:hidden">{texts.firms}</h2>
        <div className="grid grid-cols-1 gap-4 md:grid-cols-2 print:grid-cols-2">
          {SIDES.map((side) => (
            <SideCard case={item} key={side} side={side} />
          ))}
        </div>
      </section>
      <section className="grid grid-cols-1 gap-3 print:gap-1">
        <h2 className="text-std-24B-150 print:hidden">{texts.why}</h2>
        <p className="print:hidden">{item.need_id ? texts.whyLead : texts.noNeed}</p>
        {item.need_id && item.candidate && (
          <Why firmRef={item.candidate.firm_ref} needId={item.need_id} />
        )}
      </section>
      <Steps case={item} />
      <About case={item} />
      <Log introduction={item.introduction_ref} />
    </article>
  );
}

/** A page that came piece by piece would move under its reader's eyes. */
function useIsComing({ introduction_ref, seeker, candidate, need_id }: IntroductionOut): boolean {
  const fits = !!need_id && !!candidate;
  const events = useQuery(eventsQuestion(introduction_ref));
  const one = useQuery({ ...contactQuestion(seeker?.id ?? ""), enabled: !!seeker });
  const other = useQuery({ ...contactQuestion(candidate?.id ?? ""), enabled: !!candidate });
  const why = useQuery({
    ...fitQuestion(need_id ?? "", candidate?.firm_ref ?? ""),
    enabled: fits,
  });
  return (
    !events.isFetched ||
    (!!seeker && !one.isFetched) ||
    (!!candidate && !other.isFetched) ||
    (fits && !why.isFetched)
  );
}

function About({ case: item }: { case: IntroductionOut }) {
  const { case: texts, ending, path, rung } = useIntroductionTexts();
  const { t, date, say } = useSpeech();
  const chamber = useChamberName();
  const person = usePersonName();
  const { coordinator_ref, readiness } = item;
  return (
    <section className="grid grid-cols-1 gap-3 print:gap-1">
      <h2 className="text-std-24B-150 print:hidden">{texts.about}</h2>
      <Facts isDense>
        <Fact label={t.field.purpose}>{t.purpose[item.purpose]}</Fact>
        {item.need_id && (
          <Fact label={texts.need}>
            <Link params={{ id: item.need_id }} to="/needs/$id">
              {item.need_ref}
            </Link>
          </Fact>
        )}
        {item.next_date && <Fact label={texts.nextDate}>{date(item.next_date)}</Fact>}
        {item.ending && <Fact label={texts.ending}>{ending[item.ending]}</Fact>}
        {item.told && <Fact label={texts.told}>{say(item.told)}</Fact>}
        {readiness && (
          <Fact label={texts.readiness}>
            {rung[readiness.rung]}
            {readiness.valid_until && t.aside(texts.until(date(readiness.valid_until)))}
          </Fact>
        )}
        <Fact label={texts.chamber}>
          {item.chamber_ref ? chamber(item.chamber_ref) : texts.platform}
        </Fact>
        <Fact label={texts.coordinator}>
          {coordinator_ref ? (person(coordinator_ref) ?? texts.somebody) : texts.nobody}
        </Fact>
        <Fact label={texts.released}>
          {item.released.map((name) => path[name] ?? name).join(t.separator) ||
            texts.nothingReleased}
        </Fact>
        <Fact label={texts.opened}>{date(item.opened_at)}</Fact>
      </Facts>
    </section>
  );
}
