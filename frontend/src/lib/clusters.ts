import { queryOptions } from "@tanstack/react-query";
import type { ClusterPage, ListClustersData } from "@/api";
import { call } from "@/lib/call";

export const clustersQuestion = queryOptions({
  queryKey: ["clusters"],
  queryFn: ({ signal }) =>
    call<ListClustersData, ClusterPage>({ url: "/api/v1/clusters" }, { signal }),
});
