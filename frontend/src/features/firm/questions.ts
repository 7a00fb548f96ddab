import { queryOptions } from "@tanstack/react-query";
import type { FirmOut, GetFirmData } from "@/api";
import { call } from "@/lib/call";

export function firmQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id],
    queryFn: ({ signal }) =>
      call<GetFirmData, FirmOut>(
        { url: "/api/v1/firms/{firm_id}", path: { firm_id: id } },
        { signal },
      ),
  });
}
