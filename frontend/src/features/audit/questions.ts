import { infiniteQueryOptions } from "@tanstack/react-query";
import type { ActPage, ListAuditData } from "@/api";
import { stringifySearch } from "@/lib/address";
import { call } from "@/lib/call";

type Cursor = string | null | undefined;

/** What narrows the log: whose data, and which of it. */
export interface AuditFilter {
  owner?: string;
  subject?: string;
}

export function auditQuestion(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam, signal }) =>
      call<ListAuditData, ActPage>(
        { url: "/api/v1/audit", query: { ...filter, cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as Cursor,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0, // what one has just done is looked for here
  });
}

export const csvOf = (filter: AuditFilter) => `/api/v1/audit.csv${stringifySearch({ ...filter })}`;
