import { queryOptions } from "@tanstack/react-query";
import type { GetVerificationData, VerificationOut } from "@/api";
import { call } from "@/lib/call";

/** How sure the network is of a firm. */
export function verificationQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id, "verification"],
    queryFn: ({ signal }) =>
      call<GetVerificationData, VerificationOut>(
        { url: "/api/v1/firms/{firm_id}/verification", path: { firm_id: id } },
        { signal },
      ),
  });
}
