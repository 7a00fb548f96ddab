import { queryOptions } from "@tanstack/react-query";
import type { GetOverlookedData, OverlookedOut } from "@/api";
import { call } from "@/lib/call";

export function overlookedQuestion(firmId: string) {
  return queryOptions({
    queryKey: ["firm", firmId, "overlooked"],
    queryFn: ({ signal }) =>
      call<GetOverlookedData, OverlookedOut>(
        { url: "/api/v1/firms/{firm_id}/overlooked", path: { firm_id: firmId } },
        { signal },
      ),
  });
}
