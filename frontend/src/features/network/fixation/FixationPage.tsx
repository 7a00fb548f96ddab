import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { FixationOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, TEXT } from "@/ui/styles";
import { CoordinatorsOnly } from "../CoordinatorsOnly";
import { NetworkNav } from "../NetworkNav";
import { fixationQuestion, reportFile } from "../questions";
import { readNetwork, scopeOf } from "../state";
import { Bridges } from "./Bridges";
import { OtherWays } from "./OtherWays";
import { Parts } from "./Parts";
import { Structure } from "./Structure";
import { Trend } from "./Trend";
import { Verdict } from "./Verdict";

const route = getRouteApi("/networks/$cluster/fixation");

/** How fixed the membership of a network is, on one page that also goes to the mayor. */
export function FixationPage() {
  const { cluster } = route.useParams();
  const { fixation } = useNetworkTexts();
  return (
    <CoordinatorsOnly cluster={cluster} title={fixation.tab}>
      <Fixation />
    </CoordinatorsOnly>
  );
}

function Fixation() {
  const { cluster } = route.useParams();
  const { group } = readNetwork(route.useSearch());
  const scope = scopeOf(cluster, { group });
  const { fixation: texts, graph } = useNetworkTexts();
  const found = useQuery(fixationQuestion(scope));
  const name = group ?? scope.cluster ?? graph.everywhere;
  if (found.error instanceof CallError && found.error.slug === "not-found") return <NotFound />;
  return (
    <div className="grid grid-cols-1 gap-6 print:gap-2">
      <NetworkNav cluster={cluster} group={group} />
      <PageTitle>{texts.title(name)}</PageTitle>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => found.refetch()} />}
      {found.data && <Report cluster={scope.cluster} report={found.data} />}
    </div>
  );
}

/** The number and its parts first, then what could be done about it. */
function Report({ report, cluster }: { report: FixationOut; cluster: string | undefined }) {
  const { date, number, t } = useSpeech();
  const { fixation: texts, graph } = useNetworkTexts();
  const { meetings, firms, newcomers, since, until, fixation_version } = report;
  return (
    <article className="grid grid-cols-1 gap-8 print:gap-2">
      <header className="grid grid-cols-1 gap-2 print:gap-0">
        <p>
          {graph.period(date(since), date(until))}
          {t.separator}
          {texts.basis(number(meetings), number(firms), number(newcomers))}
        </p>
        <p className="flex flex-wrap items-center gap-x-5 print:hidden">
          <button className={OUTLINE} onClick={() => window.print()} type="button">
            {texts.print}
          </button>
          {cluster && (
            <a className={TEXT} download href={reportFile(cluster)}>
              {texts.pdf}
            </a>
          )}
        </p>
      </header>
      <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2 print:grid-cols-2 print:gap-4">
        <Verdict report={report} />
        <Trend trend={report.trend} />
      </div>
      <Parts parts={report.parts} />
      <OtherWays report={report} />
      <Bridges cluster={cluster} report={report} />
      <Structure report={report} />
      <p className="text-std-16N-170 text-solid-gray-700 print:leading-tight">
        {texts.limits} {texts.version(fixation_version)}
      </p>
    </article>
  );
}
