import { useInfiniteQuery } from "@tanstack/react-query";
import type { FirmBrief } from "@/api";
import { Particulars } from "@/features/match/Particulars";
import { useSpeech } from "@/i18n/language";
import type { SearchState } from "@/lib/search";
import { Failure } from "@/ui/Failure";
import { FirmLink } from "@/ui/FirmLink";
import { Loading } from "@/ui/Loading";
import { OUTLINE } from "@/ui/styles";
import { Chosen } from "./Chosen";
import { firmsOfCluster } from "./questions";

/** Conditions are chosen and the question is still to come: what it will be put to. */
export function Browse({ state }: { state: SearchState }) {
  const { t } = useSpeech();
  const [cluster, another] = state.cluster ?? [];
  return (
    <div className="grid grid-cols-1 gap-6">
      <Chosen state={state} />
      <p>{t.search.browse}</p>
      {cluster && !another && <ClusterFirms name={cluster} />}
    </div>
  );
}

function ClusterFirms({ name }: { name: string }) {
  const { t } = useSpeech();
  const firms = useInfiniteQuery(firmsOfCluster(name));
  if (firms.isPending) return <Loading />;
  if (firms.isError) return <Failure error={firms.error} retry={() => firms.refetch()} />;
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-22B-150">{t.search.firmsOf(name)}</h2>
      <ul className="grid grid-cols-1 gap-x-8 md:grid-cols-2">
        {firms.data.pages
          .flatMap((page) => page.items)
          .map((firm) => (
            <li className="border-solid-gray-200 border-b py-3" key={firm.id}>
              <FirmLine firm={firm} />
            </li>
          ))}
      </ul>
      {firms.hasNextPage && (
        <button className={OUTLINE} onClick={() => firms.fetchNextPage()} type="button">
          {t.loadMore}
        </button>
      )}
    </section>
  );
}

function FirmLine({ firm }: { firm: FirmBrief }) {
  return (
    <>
      <h3 className="text-std-17B-170" lang="ja">
        <FirmLink firm={firm}>{firm.name}</FirmLink>
      </h3>
      <Particulars firm={firm} />
      {firm.summary && (
        <p className="line-clamp-2" lang="ja">
          {firm.summary}
        </p>
      )}
    </>
  );
}
