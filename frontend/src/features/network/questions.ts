import { queryOptions } from "@tanstack/react-query";
import type {
  FixationOut,
  GetClusterFixationData,
  GetClusterGraphData,
  GetFixationData,
  GetGraphData,
  ListTiesData,
  NetworkGraphOut,
  TiePage,
  TryTiesData,
  WhatIfTiesOut,
} from "@/api";
import { call } from "@/lib/call";
import type { Scope } from "./state";

const TIES = 100; // the newest, from which the names of groups are taken

/** Days, as the API spells them; what is left out is the API's usual period. */
export interface Period {
  since?: string;
  until?: string;
}

export function graphQuestion({ cluster, group }: Scope, period: Period = {}) {
  return queryOptions({
    queryKey: ["networks", "graph", { cluster, group }, period],
    queryFn: ({ signal }) =>
      cluster
        ? call<GetClusterGraphData, NetworkGraphOut>(
            { url: "/api/v1/networks/{cluster}/graph", path: { cluster }, query: period },
            { signal },
          )
        : call<GetGraphData, NetworkGraphOut>(
            { url: "/api/v1/networks/graph", query: { group, ...period } },
            { signal },
          ),
  });
}

export function fixationQuestion({ cluster, group }: Scope) {
  return queryOptions({
    queryKey: ["networks", "fixation", { cluster, group }],
    queryFn: ({ signal }) =>
      cluster
        ? call<GetClusterFixationData, FixationOut>(
            { url: "/api/v1/networks/{cluster}/fixation", path: { cluster } },
            { signal },
          )
        : call<GetFixationData, FixationOut>(
            { url: "/api/v1/networks/fixation", query: { group } },
            { signal },
          ),
  });
}

/** The names under which the newest ties were recorded: study groups, projects, meetings. */
export const groupsQuestion = queryOptions({
  queryKey: ["networks", "groups"],
  queryFn: async ({ signal }) => {
    const { items } = await call<ListTiesData, TiePage>(
      { url: "/api/v1/ties", query: { limit: TIES } },
      { signal },
    );
    return [...new Set(items.flatMap(({ source }) => source ?? []))].sort();
  },
});

/** What the fixation of a cluster would be if introductions between these firms came about. */
export function askWhatIf(cluster: string, ties: [string, string][]) {
  return call<TryTiesData, WhatIfTiesOut>(
    { url: "/api/v1/networks/{cluster}/what-if", path: { cluster }, body: { ties } },
    { method: "POST" },
  );
}

/** The report on one page, as a file. */
export const reportFile = (cluster: string) =>
  `/api/v1/networks/${encodeURIComponent(cluster)}/report.pdf`;
