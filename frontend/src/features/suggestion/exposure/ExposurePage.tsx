import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ExposureAuditOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { AlertIcon, LeftIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, TEXT } from "@/ui/styles";
import { auditsQuestion } from "../questions";
import { readWeek } from "../state";
import { ByGroup } from "./ByGroup";
import { ByWeek } from "./ByWeek";
import { Distribution } from "./Distribution";
import { Headline } from "./Headline";

const route = getRouteApi("/networks/exposure");

/** Whether a few firms get most of the suggestions: to be read in ten seconds. */
export function ExposurePage() {
  const { exposure: texts } = useSuggestionTexts();
  const audits = useQuery(auditsQuestion);
  const status = audits.error instanceof CallError ? audits.error.status : undefined;
  const isRefused = status === 401 || status === 403;
  return (
    <div className="grid grid-cols-1 gap-6 print:gap-3">
      <p className="print:hidden">
        <Link className={TEXT} to="/networks">
          <LeftIcon />
          {texts.toNetworks}
        </Link>
      </p>
      <PageTitle>{texts.title}</PageTitle>
      <p className="print:hidden">{texts.lead}</p>
      {audits.isPending && <Loading />}
      {isRefused && <p role="status">{texts.refused}</p>}
      {audits.isError && !isRefused && (
        <Failure error={audits.error} retry={() => audits.refetch()} />
      )}
      {audits.data?.items.length === 0 && <p role="status">{texts.none}</p>}
      {audits.data && <Audits audits={audits.data.items} />}
    </div>
  );
}

function Audits({ audits }: { audits: readonly ExposureAuditOut[] }) {
  const { week } = readWeek(route.useSearch());
  const audit = audits.find((item) => item.week === week) ?? audits[0];
  if (!audit) return null;
  return (
    <>
      <Weeks audits={audits} chosen={audit.week} />
      <Audit audit={audit} />
      <ByWeek audits={audits} />
    </>
  );
}

const OFFERED = 12; // weeks, a quarter of a year; the table below has them all

interface WeeksProps {
  audits: readonly ExposureAuditOut[];
  chosen: string;
}

function Weeks({ audits, chosen }: WeeksProps) {
  const { exposure: texts } = useSuggestionTexts();
  return (
    <nav aria-label={texts.earlierWeek} className="flex flex-wrap gap-x-4 print:hidden">
      {audits.slice(0, OFFERED).map(({ week }) => (
        <Link
          activeOptions={{ exact: true }}
          aria-current={week === chosen ? "page" : undefined}
          className="inline-flex min-h-11 items-center aria-[current=page]:font-700 aria-[current=page]:text-solid-gray-900! aria-[current=page]:no-underline"
          key={week}
          resetScroll={false}
          search={{ week }}
          to="/networks/exposure"
        >
          {week}
        </Link>
      ))}
    </nav>
  );
}

function Audit({ audit }: { audit: ExposureAuditOut }) {
  const { say, number, t } = useSpeech();
  const { exposure: texts } = useSuggestionTexts();
  const { firms, viewers, suggestions, other_cluster_share, trials, is_fallback } = audit;
  return (
    <article className="grid grid-cols-1 gap-8 print:gap-3">
      <header className="grid grid-cols-1 gap-2">
        <h2 className="text-std-24B-150">{texts.week(audit.week)}</h2>
        <p className="text-std-20B-150">{say(audit)}</p>
        <p>
          {texts.basis(number(firms), number(viewers), number(suggestions))}
          {other_cluster_share !== null &&
            texts.otherCluster((100 * other_cluster_share).toFixed(0))}
          {trials > 0 && t.separator + texts.trials(number(trials))}
        </p>
        {is_fallback && (
          <p>
            <AlertIcon /> {texts.fallback}
          </p>
        )}
        <p>
          <button className={OUTLINE} onClick={() => window.print()} type="button">
            {texts.print}
          </button>
        </p>
      </header>
      <Headline audit={audit} />
      <Distribution loads={audit.loads} />
      <ByGroup groups={audit.groups} />
      <p className="text-std-16N-170 text-solid-gray-700">
        {texts.version(audit.allocation_version)}
      </p>
    </article>
  );
}
