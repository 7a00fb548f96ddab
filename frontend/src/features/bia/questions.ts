import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  AddedOut,
  AddRecoveryOptionData,
  AssessBiaCaseData,
  AssessBiaData,
  AssessmentOut,
  BiaCaseOut,
  BiaCasePage,
  BiaJobOut,
  CancelBiaJobData,
  CreateBiaCaseData,
  DeleteBiaCaseData,
  ExamplesOut,
  GetBiaCaseData,
  GetBiaExampleData,
  GetBiaJobData,
  ListBiaCasesData,
  ListBiaExamplesData,
  ListBiaNoticesData,
  ListRecoveryOptionsData,
  NoticesOut,
  RecoveryOptionsOut,
  ReplaceBiaCaseData,
  StartBiaPortfolioData,
} from "@/api";
import { call, callTagged } from "@/lib/call";
import type { Body } from "./case";

const PAGE = 20; // cases at a time
const MATCHES = 5; // firms for a step: what a buyer can ring in a day
const SOON = 500; // milliseconds between two looks at a job

export const casesQuestion = infiniteQueryOptions({
  queryKey: ["bia", "cases"],
  queryFn: ({ pageParam, signal }) =>
    call<ListBiaCasesData, BiaCasePage>(
      { url: "/api/v1/bia/cases", query: { limit: PAGE, cursor: pageParam } },
      { signal },
    ),
  initialPageParam: undefined as string | null | undefined,
  getNextPageParam: (page) => page.next_cursor,
  staleTime: 0,
});

export const noticesQuestion = queryOptions({
  queryKey: ["bia", "notices"],
  queryFn: ({ signal }) =>
    call<ListBiaNoticesData, NoticesOut>({ url: "/api/v1/bia/notices" }, { signal }),
  staleTime: 0,
});

export const examplesQuestion = queryOptions({
  queryKey: ["bia", "examples"],
  queryFn: ({ signal }) =>
    call<ListBiaExamplesData, ExamplesOut>({ url: "/api/v1/bia/examples" }, { signal }),
});

export function getExample(name: string) {
  return call<GetBiaExampleData, Body>({ url: "/api/v1/bia/examples/{name}", path: { name } });
}

/** What follows from a case, without storing it. */
export function assessmentQuestion(body: Body) {
  return queryOptions({
    queryKey: ["bia", "assessment", body],
    queryFn: ({ signal }) =>
      call<AssessBiaData, AssessmentOut>(
        { url: "/api/v1/bia/assessments", body },
        { method: "POST", signal },
      ),
    retry: false,
  });
}

/** The case to be worked on, always as it is now. */
export function caseQuestion(id: string) {
  return queryOptions({
    queryKey: ["bia", "case", id],
    queryFn: ({ signal }) =>
      callTagged<GetBiaCaseData, BiaCaseOut>(
        { url: "/api/v1/bia/cases/{case_id}", path: { case_id: id } },
        { signal },
      ),
    staleTime: 0,
    gcTime: 0,
  });
}

/** What follows from a stored case at a revision, with what the network knows of its partners. */
export function storedAssessmentQuestion(id: string, etag: string | undefined) {
  return queryOptions({
    queryKey: ["bia", "case", id, "assessment", etag],
    queryFn: ({ signal }) =>
      call<AssessBiaCaseData, AssessmentOut>(
        { url: "/api/v1/bia/cases/{case_id}/assessment", path: { case_id: id } },
        { signal },
      ),
  });
}

export function createCase(body: Body) {
  return call<CreateBiaCaseData, BiaCaseOut>(
    { url: "/api/v1/bia/cases", body },
    { method: "POST" },
  );
}

export function replaceCase(id: string, body: Body, etag: string | undefined) {
  return callTagged<ReplaceBiaCaseData, BiaCaseOut>(
    { url: "/api/v1/bia/cases/{case_id}", path: { case_id: id }, body },
    { method: "PUT", etag },
  );
}

export function deleteCase(id: string) {
  return call<DeleteBiaCaseData, undefined>(
    { url: "/api/v1/bia/cases/{case_id}", path: { case_id: id } },
    { method: "DELETE" },
  );
}

/** Firms that could stand in for steps of a product, best first. */
export function alternativesQuestion(
  id: string,
  etag: string | undefined,
  product_ref: string,
  step_ref: string[],
) {
  return queryOptions({
    queryKey: ["bia", "case", id, "alternatives", etag, product_ref, step_ref],
    queryFn: ({ signal }) =>
      call<ListRecoveryOptionsData, RecoveryOptionsOut>(
        {
          url: "/api/v1/bia/cases/{case_id}/recovery-options",
          path: { case_id: id },
          query: { product_ref, step_ref, limit: MATCHES },
        },
        { signal },
      ),
    staleTime: 0,
  });
}

export function addAlternative(
  id: string,
  body: AddRecoveryOptionData["body"],
  etag: string | undefined,
) {
  return callTagged<AddRecoveryOptionData, AddedOut>(
    { url: "/api/v1/bia/cases/{case_id}/recovery-options", path: { case_id: id }, body },
    { method: "POST", etag },
  );
}

export function startPortfolio(id: string, body: StartBiaPortfolioData["body"]) {
  return call<StartBiaPortfolioData, BiaJobOut>(
    { url: "/api/v1/bia/cases/{case_id}/portfolios", path: { case_id: id }, body },
    { method: "POST" },
  );
}

/** A long computation, looked at again until it has ended. */
export function jobQuestion(id: string) {
  return queryOptions({
    queryKey: ["bia", "job", id],
    queryFn: ({ signal }) =>
      call<GetBiaJobData, BiaJobOut>(
        { url: "/api/v1/bia/jobs/{job_id}", path: { job_id: id } },
        { signal },
      ),
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : SOON),
    staleTime: 0,
  });
}

export const hasEnded = ({ state }: BiaJobOut) => !["queued", "running"].includes(state);

export function cancelJob(id: string) {
  return call<CancelBiaJobData, undefined>(
    { url: "/api/v1/bia/jobs/{job_id}", path: { job_id: id } },
    { method: "DELETE" },
  );
}
