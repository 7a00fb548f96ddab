import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import type { NetworkGraphOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { firmOf, isCoordinator, meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { NetworkNav } from "../NetworkNav";
import { graphQuestion } from "../questions";
import { EVERYWHERE, type NetworkState, readNetwork, scopeOf } from "../state";
import { Figure } from "./Figure";
import { endOf } from "./months";
import { NetworkTables } from "./NetworkTables";
import { UntilWhen } from "./UntilWhen";

const route = getRouteApi("/networks/$cluster");

/** Who met whom in one network, as a table and as a picture. */
export function NetworkPage() {
  const { cluster } = route.useParams();
  const state = readNetwork(route.useSearch());
  const { graph: texts } = useNetworkTexts();
  const newest = useQuery(graphQuestion(scopeOf(cluster, state)));
  const name = state.group ?? (cluster === EVERYWHERE ? texts.everywhere : cluster);
  if (newest.error instanceof CallError && newest.error.slug === "not-found") return <NotFound />;
  return (
    <div className="grid grid-cols-1 gap-6 print:gap-3">
      <NetworkNav cluster={cluster} group={state.group} />
      <PageTitle>{texts.title(name)}</PageTitle>
      {newest.isPending && <Loading />}
      {newest.isError && <Failure error={newest.error} retry={() => newest.refetch()} />}
      {newest.data && <Ties name={name} newest={newest.data} state={state} />}
    </div>
  );
}

interface Props {
  name: string;
  state: NetworkState;
  /** Without a chosen month. */
  newest: NetworkGraphOut;
}

function Ties({ name, state, newest }: Props) {
  const { cluster } = route.useParams();
  const scope = scopeOf(cluster, state);
  const { graph: texts } = useNetworkTexts();
  const period = state.until ? { until: endOf(state.until) } : {};
  const chosen = useQuery({ ...graphQuestion(scope, period), placeholderData: keepPreviousData });
  // Everybody has one place in the picture, whatever month is chosen.
  const whole = useQuery({
    ...graphQuestion(scope, { since: newest.first ?? undefined, until: newest.last ?? undefined }),
    enabled: !!newest.first,
  });
  const view = useView(state);
  const graph = chosen.data ?? newest;
  return (
    <>
      <Openness />
      {newest.first && newest.last && (
        <UntilWhen first={newest.first} last={newest.last} state={state} />
      )}
      <Said graph={graph} />
      {chosen.isError && <Failure error={chosen.error} retry={() => chosen.refetch()} />}
      {graph.edges.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <div
          aria-busy={chosen.isPlaceholderData}
          className={`grid min-w-0 grid-cols-1 gap-6 ${chosen.isPlaceholderData ? "opacity-60" : ""}`}
        >
          <Views state={state} view={view} />
          {view === "table" && <NetworkTables graph={graph} />}
          {view === "graph" &&
            (whole.isPending ? (
              <Loading />
            ) : (
              <Figure
                cluster={scope.cluster}
                graph={graph}
                name={name}
                whole={whole.data ?? graph}
              />
            ))}
        </div>
      )}
    </>
  );
}

/** The table where there is no room for a picture; else the picture; unless the address says. */
function useView({ view }: NetworkState): "table" | "graph" {
  const [isWide] = useState(() => window.matchMedia("(min-width: 48rem)").matches);
  return view ?? (isWide ? "graph" : "table");
}

/** Why there is little to see, for those who do not see all. */
function Openness() {
  const { graph: texts } = useNetworkTexts();
  const me = useQuery(meQuestion);
  if (me.isPending || isCoordinator(me.data)) return null;
  return (
    <p className="rounded-8 bg-blue-50 p-4 print:hidden">
      {texts.few}
      {firmOf(me.data) && texts.ownToo}
    </p>
  );
}

/** What the picture says, in words. */
function Said({ graph }: { graph: NetworkGraphOut }) {
  const { date, number } = useSpeech();
  const { graph: texts } = useNetworkTexts();
  const { nodes, edges, components, since, until } = graph;
  return (
    <p role="status">
      {texts.period(date(since), date(until))}
      <br />
      <strong>{texts.counts(number(nodes.length), number(edges.length))}</strong>{" "}
      {edges.length > 0 && (components > 1 ? texts.components(number(components)) : texts.whole)}
    </p>
  );
}

const TAB =
  "inline-flex min-h-11 items-center aria-[current=page]:font-700 aria-[current=page]:text-solid-gray-900! aria-[current=page]:no-underline";

/** The table first: whoever cannot see the picture need not pass it. */
function Views({ state, view }: { state: NetworkState; view: "table" | "graph" }) {
  const { cluster } = route.useParams();
  const { graph: texts } = useNetworkTexts();
  const labels = { table: texts.table, graph: texts.figure };
  return (
    <nav aria-label={texts.view} className="flex flex-wrap gap-x-6 print:hidden">
      {(["table", "graph"] as const).map((name) => (
        <Link
          activeOptions={{ exact: true }}
          aria-current={view === name ? "page" : undefined}
          className={TAB}
          key={name}
          params={{ cluster }}
          replace
          resetScroll={false}
          search={{ ...state, view: name }}
          to="/networks/$cluster"
        >
          {labels[name]}
        </Link>
      ))}
    </nav>
  );
}
