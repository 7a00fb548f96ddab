import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useSpeech } from "@/i18n/language";
import { useOrganisationTexts } from "@/i18n/organisation";
import { CallError } from "@/lib/problem";
import type { Me } from "@/lib/signing/rights";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { BackToAccount } from "@/ui/signing/BackToAccount";
import { SignedIn } from "@/ui/signing/SignedIn";
import { OUTLINE } from "@/ui/styles";
import { Acts } from "./Acts";
import { AuditFilter } from "./AuditFilter";
import { auditQuestion, csvOf } from "./questions";

const route = getRouteApi("/audit");

/** Who read and wrote what is one's own. */
export function AuditPage() {
  const { audit } = useOrganisationTexts();
  return <SignedIn title={audit.title}>{(me) => <Audit me={me} />}</SignedIn>;
}

function Audit({ me }: { me: Me }) {
  const { t } = useSpeech();
  const { audit } = useOrganisationTexts();
  const filter = route.useSearch();
  const log = useInfiniteQuery({ ...auditQuestion(filter), placeholderData: keepPreviousData });
  const acts = log.data?.pages.flatMap((page) => page.items) ?? [];
  const isMissing = log.error instanceof CallError && log.error.slug === "not-found";
  return (
    <div className="grid grid-cols-1 gap-6">
      <BackToAccount />
      <PageTitle>{audit.title}</PageTitle>
      <p>{audit.lead}</p>
      <AuditFilter filter={filter} me={me} />
      <p className="flex flex-wrap items-center gap-x-4 print:hidden">
        <a className={OUTLINE} download href={csvOf(filter)}>
          {audit.csv}
        </a>
        <span className="text-solid-gray-700">{audit.csvNote}</span>
      </p>
      {log.isPending && <Loading />}
      {isMissing && <p role="status">{audit.missing}</p>}
      {log.isError && !isMissing && <Failure error={log.error} retry={() => log.refetch()} />}
      {log.isSuccess && acts.length === 0 && <p role="status">{audit.empty}</p>}
      {acts.length > 0 && !log.isError && (
        <div
          aria-busy={log.isPlaceholderData}
          className={log.isPlaceholderData ? "opacity-60" : ""}
        >
          <Acts acts={acts} me={me} />
        </div>
      )}
      {log.hasNextPage && !log.isError && (
        <button className={OUTLINE} onClick={() => log.fetchNextPage()} type="button">
          {t.loadMore}
        </button>
      )}
    </div>
  );
}
