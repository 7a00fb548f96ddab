import { queryOptions } from "@tanstack/react-query";
import type {
  AnswerSuggestionData,
  ExposureAuditPage,
  FirmOut,
  GetFirmData,
  ListExposureAuditsData,
  ListPartnersData,
  ListSuggestionsData,
  PartnerFoundPage,
  SuggestionAnswerBody,
  SuggestionAnsweredOut,
  SuggestionPage,
} from "@/api";
import { call } from "@/lib/call";

const PARTNERS = 10; // as many as one reads through
const WEEKS = 12; // a quarter of a year

/** What a firm is shown in a week; the current one, unless another is named. */
export function suggestionsQuestion(firm_id: string, week?: string) {
  return queryOptions({
    queryKey: ["suggestions", firm_id, week],
    queryFn: ({ signal }) =>
      call<ListSuggestionsData, SuggestionPage>(
        {
          url: "/api/v1/firms/{firm_id}/suggestions",
          path: { firm_id },
          query: { week },
        },
        { signal },
      ),
    staleTime: 0,
  });
}

export function answerSuggestion(suggestion_ref: string, body: SuggestionAnswerBody) {
  return call<AnswerSuggestionData, SuggestionAnsweredOut>(
    {
      url: "/api/v1/suggestions/{suggestion_ref}/responses",
      path: { suggestion_ref },
      body,
    },
    { method: "POST" },
  );
}

/** Firms whose knowledge overlaps with this one's just enough, best first. */
export function partnersQuestion(firm_id: string) {
  return queryOptions({
    queryKey: ["partners", firm_id],
    queryFn: ({ signal }) =>
      call<ListPartnersData, PartnerFoundPage>(
        {
          url: "/api/v1/firms/{firm_id}/partners",
          path: { firm_id },
          query: { limit: PARTNERS },
        },
        { signal },
      ),
  });
}

export function firmQuestion(firm_id: string) {
  return queryOptions({
    queryKey: ["firm", firm_id],
    queryFn: ({ signal }) =>
      call<GetFirmData, FirmOut>({ url: "/api/v1/firms/{firm_id}", path: { firm_id } }, { signal }),
  });
}

export const auditsQuestion = queryOptions({
  queryKey: ["suggestions", "audits"],
  queryFn: ({ signal }) =>
    call<ListExposureAuditsData, ExposureAuditPage>(
      { url: "/api/v1/suggestions/audits", query: { limit: WEEKS } },
      { signal },
    ),
});
