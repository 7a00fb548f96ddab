import { queryOptions } from "@tanstack/react-query";
import type {
  ConfirmationBody,
  ConfirmationOut,
  ConfirmRegistrationData,
  FirmOut,
  GetConfirmationData,
} from "@/api";
import { call } from "@/lib/call";

/** The draft that a link shows. Looking at it confirms nothing. */
export function confirmationQuestion(secret: string) {
  return queryOptions({
    queryKey: ["confirmation", secret],
    queryFn: ({ signal }) =>
      call<GetConfirmationData, ConfirmationOut>(
        { url: "/api/v1/confirmations/{secret}", path: { secret } },
        { signal },
      ),
    enabled: secret !== "",
    staleTime: Number.POSITIVE_INFINITY, // what is being corrected is not fetched anew below it
  });
}

export function confirm(secret: string, body: ConfirmationBody) {
  return call<ConfirmRegistrationData, FirmOut>(
    { url: "/api/v1/confirmations/{secret}", path: { secret }, body },
    { method: "POST" },
  );
}
