import { queryOptions } from "@tanstack/react-query";
import type {
  AnswerSuggestionData,
  ExposureAuditPage,
  ListExposureAuditsData,
  ListPartnersData,
  ListSuggestionsData,
  PartnerFoundPage,
  PauseSuggestionsData,
  SuggestionPage,
  SuggestionPauseOut,
  SuggestionResponseAnswer,
  SuggestionResponseBody,
} from "@/api";
import { call } from "@/lib/call";

const PARTNERS = 5; // as many as a week's list: what one reads through

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

export function answerSuggestion(suggestion_ref: string, body: SuggestionResponseBody) {
  return call<AnswerSuggestionData, SuggestionResponseAnswer>(
    {
      url: "/api/v1/suggestions/{suggestion_ref}/responses",
      path: { suggestion_ref },
      body,
    },
    { method: "POST" },
  );
}

/** Rests from being shown to others and being shown others, or takes part again. */
export function pauseSuggestions(firm_id: string, is_paused: boolean) {
  return call<PauseSuggestionsData, SuggestionPauseOut>(
    {
      url: "/api/v1/firms/{firm_id}/suggestions/pause",
      path: { firm_id },
      body: { is_paused },
    },
    { method: "PUT" },
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

export const auditsQuestion = queryOptions({
  queryKey: ["suggestions", "audits"],
  queryFn: ({ signal }) =>
    call<ListExposureAuditsData, ExposureAuditPage>(
      { url: "/api/v1/suggestions/audits" },
      { signal },
    ),
});
