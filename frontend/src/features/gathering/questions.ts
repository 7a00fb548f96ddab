import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  CallOffGatheringData,
  ChamberPage,
  ClusterPage,
  FirmPage,
  GatheringBody,
  GatheringOut,
  GatheringPage,
  GetGatheringData,
  HoldGatheringData,
  ListChambersData,
  ListClustersData,
  ListFirmsData,
  ListGatheringsData,
  PlanGatheringData,
} from "@/api";
import { call } from "@/lib/call";

const PAGE = 20; // gatherings at a time
const FIRMS = 50; // firms to choose from at a time

/** Others plan and hold them meanwhile. */
const LIVE = { staleTime: 0 };

export const gatheringsQuestion = infiniteQueryOptions({
  ...LIVE,
  queryKey: ["gatherings"],
  queryFn: ({ pageParam, signal }) =>
    call<ListGatheringsData, GatheringPage>(
      { url: "/api/v1/gatherings", query: { limit: PAGE, cursor: pageParam } },
      { signal },
    ),
  initialPageParam: undefined as string | null | undefined,
  getNextPageParam: (page) => page.next_cursor,
});

export function gatheringQuestion(ref: string) {
  return queryOptions({
    ...LIVE,
    queryKey: ["gathering", ref],
    queryFn: ({ signal }) =>
      call<GetGatheringData, GatheringOut>(
        { url: "/api/v1/gatherings/{gathering_ref}", path: { gathering_ref: ref } },
        { signal },
      ),
  });
}

export const clustersQuestion = queryOptions({
  queryKey: ["clusters"],
  queryFn: ({ signal }) =>
    call<ListClustersData, ClusterPage>({ url: "/api/v1/clusters" }, { signal }),
});

export const chambersQuestion = queryOptions({
  queryKey: ["chambers"],
  queryFn: ({ signal }) =>
    call<ListChambersData, ChamberPage>({ url: "/api/v1/chambers" }, { signal }),
});

export interface FirmFilter {
  cluster?: string;
  name?: string;
}

export function firmsQuestion(filter: FirmFilter) {
  return queryOptions({
    queryKey: ["firms", "to choose", filter],
    queryFn: ({ signal }) =>
      call<ListFirmsData, FirmPage>(
        { url: "/api/v1/firms", query: { ...filter, limit: FIRMS } },
        { signal },
      ),
  });
}

export function plan(body: GatheringBody): Promise<GatheringOut> {
  return call<PlanGatheringData, GatheringOut>(
    { url: "/api/v1/gatherings", body },
    { method: "POST" },
  );
}

export function hold(ref: string, absent: string[]): Promise<GatheringOut> {
  return call<HoldGatheringData, GatheringOut>(
    {
      url: "/api/v1/gatherings/{gathering_ref}/held",
      path: { gathering_ref: ref },
      body: { absent_refs: absent },
    },
    { method: "POST" },
  );
}

export function callOff(ref: string): Promise<void> {
  return call<CallOffGatheringData, void>(
    { url: "/api/v1/gatherings/{gathering_ref}", path: { gathering_ref: ref } },
    { method: "DELETE" },
  );
}

/** Where the seat plan lies as a PDF. */
export const sheetsOf = (ref: string) => `/api/v1/gatherings/${encodeURIComponent(ref)}/sheets.pdf`;
