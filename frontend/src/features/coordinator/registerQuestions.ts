import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  ActPage,
  CompletenessPage,
  CreateProxyRegistrationData,
  CreateVerificationData,
  DeleteProxyRegistrationData,
  DisclosureOut,
  DraftPage,
  FirmOut,
  GetFirmDisclosureData,
  GetSuccessionData,
  GetVerificationData,
  ListAuditData,
  ListCompletenessData,
  ListProxyRegistrationsData,
  ListSilentFirmsData,
  ListSuccessionRisksData,
  ProxyRegistrationBody,
  ProxyRegistrationOut,
  RecordReturnedSlipData,
  RenewConfirmationLinkData,
  SilentFirmPage,
  SlipBody,
  SuccessionOut,
  SuccessionRiskPage,
  VerificationBody,
  VerificationOut,
  YearlyReportData,
  YearlyReportOut,
} from "@/api";
import { stringifySearch } from "@/lib/address";
import { call } from "@/lib/call";
import { orNull } from "./questions";
import type { ReportState } from "./state";

type Cursor = string | null | undefined;

const paged = {
  initialPageParam: undefined as Cursor,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor,
};

export function completenessQuestion(chamber: string | undefined) {
  return infiniteQueryOptions({
    ...paged,
    queryKey: ["completeness", chamber],
    queryFn: ({ pageParam, signal }) =>
      call<ListCompletenessData, CompletenessPage>(
        { url: "/api/v1/completeness", query: { chamber, limit: 10, cursor: pageParam } },
        { signal },
      ),
  });
}

export function silentQuestion(chamber: string | undefined, days: string | undefined) {
  return infiniteQueryOptions({
    ...paged,
    queryKey: ["silent", chamber, days],
    queryFn: ({ pageParam, signal }) =>
      call<ListSilentFirmsData, SilentFirmPage>(
        {
          url: "/api/v1/silent-firms",
          query: {
            chamber,
            days: days === undefined ? undefined : Number(days),
            limit: 50,
            cursor: pageParam,
          },
        },
        { signal },
      ),
  });
}

export function successionQuestion(chamber: string | undefined) {
  return infiniteQueryOptions({
    ...paged,
    queryKey: ["succession", chamber],
    queryFn: ({ pageParam, signal }) =>
      call<ListSuccessionRisksData, SuccessionRiskPage>(
        { url: "/api/v1/succession-risks", query: { chamber, cursor: pageParam } },
        { signal },
      ),
  });
}

export const draftsQuestion = queryOptions({
  staleTime: 0,
  queryKey: ["drafts"],
  queryFn: ({ signal }) =>
    call<ListProxyRegistrationsData, DraftPage>({ url: "/api/v1/proxy-registrations" }, { signal }),
});

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

/** What is known of a firm's succession; null where nobody asked, or where it is kept. */
export function firmSuccessionQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id, "succession"],
    queryFn: ({ signal }) =>
      orNull(
        call<GetSuccessionData, SuccessionOut>(
          { url: "/api/v1/firms/{firm_id}/succession", path: { firm_id: id } },
          { signal },
        ),
      ),
  });
}

/** What a firm decided on its fields; null where it keeps that from the reader. */
export function disclosureQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id, "disclosure"],
    queryFn: ({ signal }) =>
      orNull(
        call<GetFirmDisclosureData, DisclosureOut>(
          { url: "/api/v1/firms/{firm_id}/disclosure", path: { firm_id: id } },
          { signal },
        ),
      ),
  });
}

export function auditQuestion(subject: string) {
  return infiniteQueryOptions({
    ...paged,
    queryKey: ["audit", subject],
    queryFn: ({ pageParam, signal }) =>
      call<ListAuditData, ActPage>(
        { url: "/api/v1/audit", query: { subject, limit: 20, cursor: pageParam } },
        { signal },
      ),
  });
}

export function reportQuestion({ year, fiscal, chamber }: ReportState) {
  return queryOptions({
    staleTime: 0,
    queryKey: ["report", year, fiscal, chamber],
    queryFn: ({ signal }) =>
      call<YearlyReportData, YearlyReportOut>(
        {
          url: "/api/v1/reports/yearly",
          query: { year: Number(year), fiscal: fiscal && true, chamber },
        },
        { signal },
      ),
  });
}

/** Where the report is to be had as a file. */
export function reportFile(state: ReportState, format: "csv" | "xlsx", encoding?: "cp932") {
  return `/api/v1/reports/yearly${stringifySearch({ ...state, format, encoding })}`;
}

export function register(body: ProxyRegistrationBody) {
  return call<CreateProxyRegistrationData, ProxyRegistrationOut>(
    { url: "/api/v1/proxy-registrations", body },
    { method: "POST" },
  );
}

export function renewLink(draft: string) {
  return call<RenewConfirmationLinkData, ProxyRegistrationOut>(
    { url: "/api/v1/proxy-registrations/{draft_ref}/link", path: { draft_ref: draft } },
    { method: "POST" },
  );
}

export function recordSlip(draft: string, body: SlipBody) {
  return call<RecordReturnedSlipData, FirmOut>(
    { url: "/api/v1/proxy-registrations/{draft_ref}/slip", path: { draft_ref: draft }, body },
    { method: "POST" },
  );
}

export function discardDraft(draft: string) {
  return call<DeleteProxyRegistrationData, undefined>(
    { url: "/api/v1/proxy-registrations/{draft_ref}", path: { draft_ref: draft } },
    { method: "DELETE" },
  );
}

export function verify(firm: string, body: VerificationBody) {
  return call<CreateVerificationData, VerificationOut>(
    { url: "/api/v1/firms/{firm_id}/verification", path: { firm_id: firm }, body },
    { method: "POST" },
  );
}
