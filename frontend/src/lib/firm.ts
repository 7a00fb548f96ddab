import { queryOptions } from "@tanstack/react-query";
import type { FirmOut, GetFirmData } from "@/api";
import { call } from "./call";

/** One firm, as far as whoever asks may see it. */
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
