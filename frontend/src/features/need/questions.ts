import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  CreateNeedData,
  GetNeedData,
  ListNeedsData,
  MatchesForNeedData,
  NeedBody,
  NeedKind,
  NeedMatches,
  NeedOut,
  NeedPage,
} from "@/api";
import { call } from "@/lib/call";

const PAGE = 20; // needs at a time

type Cursor = string | null | undefined;

/** What narrows the board: the purpose, and the cluster of who is asking. */
export interface BoardFilter {
  kind?: NeedKind;
  cluster?: string;
}

export function boardQuestion(filter: BoardFilter) {
  return infiniteQueryOptions({
    queryKey: ["needs", filter],
    queryFn: ({ pageParam, signal }) =>
      call<ListNeedsData, NeedPage>(
        { url: "/api/v1/needs", query: { ...filter, limit: PAGE, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as Cursor,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function needQuestion(id: string) {
  return queryOptions({
    queryKey: ["need", id],
    queryFn: ({ signal }) =>
      call<GetNeedData, NeedOut>(
        { url: "/api/v1/needs/{need_id}", path: { need_id: id } },
        { signal },
      ),
  });
}

export function needMatchesQuestion(id: string) {
  return infiniteQueryOptions({
    queryKey: ["need", id, "matches"],
    queryFn: ({ pageParam, signal }) =>
      call<MatchesForNeedData, NeedMatches>(
        {
          url: "/api/v1/needs/{need_id}/matches",
          path: { need_id: id },
          query: { conditions: "gate", cursor: pageParam },
        },
        { signal },
      ),
    initialPageParam: undefined as Cursor,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function postNeed(body: NeedBody) {
  return call<CreateNeedData, NeedOut>({ url: "/api/v1/needs", body }, { method: "POST" });
}
