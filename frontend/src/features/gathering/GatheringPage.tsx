import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { GatheringOut } from "@/api";
import { useGatheringTexts } from "@/i18n/gathering";
import { useSpeech } from "@/i18n/language";
import { CallError } from "@/lib/problem";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, TEXT } from "@/ui/styles";
import { Gate } from "./Gate";
import { gatheringQuestion, sheetsOf } from "./questions";
import { Result } from "./Result";
import { Rounds } from "./Rounds";

const route = getRouteApi("/coordinator/gatherings/$ref");

/** One gathering with its seats. */
export function GatheringPage() {
  const texts = useGatheringTexts();
  return (
    <Gate>
      <p className="print:hidden">
        <Link className={TEXT} to="/coordinator/gatherings">
          {texts.back}
        </Link>
      </p>
      <Found />
    </Gate>
  );
}

function Found() {
  const { ref } = route.useParams();
  const found = useQuery(gatheringQuestion(ref));
  if (found.isPending) return <Loading />;
  if (found.data) return <Seated gathering={found.data} />;
  if (found.error instanceof CallError && found.error.slug === "not-found") return <NotFound />;
  return <Failure error={found.error} retry={() => found.refetch()} />;
}

function Seated({ gathering }: { gathering: GatheringOut }) {
  const texts = useGatheringTexts();
  const { date, say, number } = useSpeech();
  return (
    <>
      <PageTitle lang="ja">{gathering.title}</PageTitle>
      <Facts isDense>
        <Fact label={texts.kind}>{texts.kinds[gathering.kind]}</Fact>
        <Fact label={texts.date}>{date(gathering.date)}</Fact>
        <Fact label={texts.starts}>{clock(gathering.starts_at)}</Fact>
        <Fact label={texts.host_of}>
          {gathering.chamber_name && <span lang="ja">{gathering.chamber_name}</span>}
        </Fact>
        <Fact label={texts.firms}>{texts.firmCount(number(gathering.firm_count))}</Fact>
        <Fact label={texts.state}>
          <span lang="ja">{gathering.state_label}</span>
        </Fact>
      </Facts>
      <p>{gathering.is_run_by_you ? say(gathering) : texts.ownSeats}</p>
      <p className="flex flex-wrap items-center gap-x-5 print:hidden">
        <button className={OUTLINE} onClick={() => window.print()} type="button">
          {texts.print}
        </button>
        <a className={TEXT} download href={sheetsOf(gathering.gathering_ref)}>
          {texts.sheets}
        </a>
      </p>
      <Rounds gathering={gathering} />
      {gathering.is_run_by_you && gathering.state !== "called_off" && (
        <Result gathering={gathering} />
      )}
    </>
  );
}

/** Hours and minutes, as the API's `13:30:00` says them. */
export const clock = (time: string | null) => time?.slice(0, 5);
