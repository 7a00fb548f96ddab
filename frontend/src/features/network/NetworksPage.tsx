import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ClusterOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { clustersQuestion } from "@/lib/clusters";
import { isCoordinator, meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Field } from "@/ui/Field";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { Section } from "@/ui/parts/Section";
import { INPUT, OUTLINE } from "@/ui/styles";
import { groupsQuestion } from "./questions";
import { EVERYWHERE } from "./state";

/** Where to choose a network: all clusters, one, or a study group. */
export function NetworksPage() {
  const { list } = useNetworkTexts();
  const clusters = useQuery(clustersQuestion);
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-8">
      <PageTitle>{list.title}</PageTitle>
      <p>{list.lead}</p>
      <Section title={list.everywhere}>
        <p>{list.everywhereLead}</p>
        <Ways cluster={EVERYWHERE} name={list.everywhere} />
      </Section>
      <Section title={list.clusters}>
        {clusters.isPending && <Loading />}
        {clusters.isError && <Failure error={clusters.error} retry={() => clusters.refetch()} />}
        {clusters.data?.items.length === 0 && <p>{list.noClusters}</p>}
        <ul className="grid grid-cols-1 gap-x-8 md:grid-cols-2">
          {clusters.data?.items.map((cluster) => (
            <li className="border-solid-gray-200 border-b py-2" key={cluster.name}>
              <ClusterWays cluster={cluster} />
            </li>
          ))}
        </ul>
      </Section>
      <Groups />
    </div>
  );
}

function ClusterWays({ cluster }: { cluster: ClusterOut }) {
  const { language, number, t } = useSpeech();
  const { list } = useNetworkTexts();
  const name = (language === "en" && cluster.name_en) || cluster.name;
  return (
    <>
      <h3 className="font-700">
        {name}
        <span className="font-400">{t.aside(list.firms(number(cluster.firms)))}</span>
      </h3>
      <Ways cluster={cluster.name} name={name} />
    </>
  );
}

const WAY = "inline-flex min-h-11 items-center";

/** To the picture of a network; for coordinators, to its report, too. */
function Ways({ cluster, name, group }: { cluster: string; name: string; group?: string }) {
  const { nav, list } = useNetworkTexts();
  const me = useQuery(meQuestion);
  const of = <span className="sr-only">{list.of(name)}</span>;
  return (
    <p className="flex flex-wrap gap-x-6">
      <Link className={WAY} params={{ cluster }} search={{ group }} to="/networks/$cluster">
        {nav.graph}
        {of}
      </Link>
      {isCoordinator(me.data) && (
        <Link
          className={WAY}
          params={{ cluster }}
          search={{ group }}
          to="/networks/$cluster/fixation"
        >
          {nav.fixation}
          {of}
        </Link>
      )}
      {isCoordinator(me.data) && cluster === EVERYWHERE && (
        <Link className={WAY} to="/networks/exposure">
          {nav.exposure}
        </Link>
      )}
    </p>
  );
}

/** The ties under one name, which may be chosen or typed. */
function Groups() {
  const { list } = useNetworkTexts();
  const navigate = useNavigate();
  const groups = useQuery(groupsQuestion);
  return (
    <Section title={list.groups}>
      <form
        className="grid grid-cols-1 gap-4 rounded-8 bg-blue-50 p-4 sm:flex sm:items-end"
        onSubmit={(event) => {
          event.preventDefault();
          const group = String(new FormData(event.currentTarget).get("group") ?? "").trim();
          if (!group) document.getElementById("group")?.focus();
          else
            navigate({
              to: "/networks/$cluster",
              params: { cluster: EVERYWHERE },
              search: { group },
            });
        }}
      >
        <Field className="sm:grow" hint={list.groupsLead} id="group" label={list.group}>
          <input
            aria-describedby="group-hint"
            autoComplete="off"
            className={INPUT}
            id="group"
            list="groups"
            name="group"
          />
          <datalist id="groups">
            {groups.data?.map((group) => (
              <option key={group} value={group} />
            ))}
          </datalist>
        </Field>
        <button className={OUTLINE} type="submit">
          {list.show}
        </button>
      </form>
    </Section>
  );
}
