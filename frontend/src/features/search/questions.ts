import { infiniteQueryOptions } from "@tanstack/react-query";
import type { FirmPage, ListFirmsData, SearchAnswer, SearchData } from "@/api";
import { call } from "@/lib/call";
import { type SearchState, toQuery } from "@/lib/search";

const FIRST: string | null | undefined = undefined; // no cursor: the first page

export function searchQuestion(state: SearchState) {
  const query = toQuery(state);
  return infiniteQueryOptions({
    queryKey: ["search", query],
    queryFn: ({ pageParam, signal }) =>
      call<SearchData, SearchAnswer>(
        { url: "/api/v1/search", query: { ...query, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: FIRST,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function firmsOfCluster(cluster: string) {
  return infiniteQueryOptions({
    queryKey: ["firms", cluster],
    queryFn: ({ pageParam, signal }) =>
      call<ListFirmsData, FirmPage>(
        { url: "/api/v1/firms", query: { cluster, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: FIRST,
    getNextPageParam: (page) => page.next_cursor,
  });
}
