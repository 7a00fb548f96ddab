import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ClusterOut, ClusterType } from "@/api";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { clustersQuestion } from "@/lib/clusters";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";

const TYPES: (ClusterType | null)[] = [
  "castle_town",
  "local_industry",
  "urban_complex",
  "attracted_complex",
  null,
];

export function ClustersPage() {
  const { t } = useSpeech();
  const page = usePageTexts();
  const clusters = useQuery(clustersQuestion);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{page.clusters.title}</PageTitle>
      <p>{page.clusters.lead}</p>
      {clusters.isPending && <Loading />}
      {clusters.isError && <Failure error={clusters.error} retry={() => clusters.refetch()} />}
      {clusters.data?.items.length === 0 && <p>{page.clusters.none}</p>}
      {TYPES.map((type) => (
        <ClusterGroup
          clusters={clusters.data?.items.filter((cluster) => cluster.type === type) ?? []}
          key={type}
          title={type ? t.clusterType[type] : t.clusterTypeUnknown}
        />
      ))}
    </div>
  );
}

function ClusterGroup({ title, clusters }: { title: string; clusters: ClusterOut[] }) {
  if (!clusters.length) return null;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="border-blue-900 border-l-8 pl-3 text-std-22B-150">{title}</h2>
      <ul className="grid grid-cols-1 gap-4 md:grid-cols-2">
        {clusters.map((cluster) => (
          <li key={cluster.name}>
            <Cluster cluster={cluster} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cluster({ cluster }: { cluster: ClusterOut }) {
  const { language, t, number } = useSpeech();
  const page = usePageTexts();
  const name = (language === "en" && cluster.name_en) || cluster.name;
  return (
    <article className="grid h-full grid-cols-1 content-start gap-2 rounded-8 border border-solid-gray-420 p-4">
      <h3 className="text-std-20B-150">
        {name}
        <span className="ml-3 text-std-16N-170">
          {[cluster.prefecture, page.clusters.firms(number(cluster.firms))]
            .filter(Boolean)
            .join(t.separator)}
        </span>
      </h3>
      {cluster.summary && <p lang="ja">{cluster.summary}</p>}
      <p>
        <Link
          className="inline-flex min-h-11 items-center"
          search={{ cluster: [cluster.name] }}
          to="/"
        >
          {page.clusters.searchIn(name)}
        </Link>
      </p>
    </article>
  );
}
