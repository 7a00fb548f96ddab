import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  DeleteNeedData,
  DisclosureBody,
  DisclosureOut,
  GetNeedData,
  GetNeedDisclosureData,
  ListNeedsData,
  MatchesForNeedData,
  NeedMatches,
  NeedOut,
  NeedPage,
  NeedPatch,
  PutNeedDisclosureData,
  UpdateNeedData,
} from "@/api";
import { call, callTagged } from "@/lib/call";

const PAGE = 20; // needs at a time

/** The needs of one firm; the anonymous ones among them, too, for its own people. */
export function ownNeedsQuestion(firm_ref: string) {
  return infiniteQueryOptions({
    queryKey: ["needs", { firm_ref }],
    queryFn: ({ pageParam, signal }) =>
      call<ListNeedsData, NeedPage>(
        { url: "/api/v1/needs", query: { firm_ref, limit: PAGE, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | null | undefined,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

/** The need to be edited, always as it is now. */
export function editedQuestion(id: string) {
  return queryOptions({
    queryKey: ["need", id, "edit"],
    queryFn: ({ signal }) =>
      callTagged<GetNeedData, NeedOut>(
        { url: "/api/v1/needs/{need_id}", path: { need_id: id } },
        { signal },
      ),
    staleTime: 0,
    gcTime: 0,
  });
}

export function needDisclosureQuestion(id: string) {
  return queryOptions({
    queryKey: ["need", id, "disclosure"],
    queryFn: ({ signal }) =>
      call<GetNeedDisclosureData, DisclosureOut>(
        { url: "/api/v1/needs/{need_id}/disclosure", path: { need_id: id } },
        { signal },
      ),
  });
}

/** How many firms fit a need. */
export function fittingQuestion(id: string) {
  return queryOptions({
    queryKey: ["need", id, "fitting"],
    queryFn: async ({ signal }) => {
      const answer = await call<MatchesForNeedData, NeedMatches>(
        {
          url: "/api/v1/needs/{need_id}/matches",
          path: { need_id: id },
          query: { conditions: "gate", limit: 1 },
        },
        { signal },
      );
      return answer.count;
    },
  });
}

export function putNeedDisclosure(id: string, body: DisclosureBody) {
  return call<PutNeedDisclosureData, DisclosureOut>(
    { url: "/api/v1/needs/{need_id}/disclosure", path: { need_id: id }, body },
    { method: "PUT" },
  );
}

export function patchNeed(id: string, body: NeedPatch, etag: string | undefined) {
  return callTagged<UpdateNeedData, NeedOut>(
    { url: "/api/v1/needs/{need_id}", path: { need_id: id }, body },
    { method: "PATCH", etag },
  );
}

export function deleteNeed(id: string) {
  return call<DeleteNeedData, undefined>(
    { url: "/api/v1/needs/{need_id}", path: { need_id: id } },
    { method: "DELETE" },
  );
}
