import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  AlternativesOut,
  AskWhatIfData,
  AssessCaseData,
  AssessmentOut,
  CancelJobData,
  CaseNoticePage,
  CreateCaseData,
  DeleteCaseData,
  ExamplePage,
  FiledCaseOut,
  FiledCasePage,
  FindAlternativesData,
  GetCaseAssessmentData,
  GetCaseData,
  GetCaseExampleData,
  GetJobData,
  JobOut,
  ListCaseExamplesData,
  ListCaseNoticesData,
  ListCasesData,
  NeedOut,
  PostCaseNeedData,
  ReplaceCaseData,
  StartPortfolioData,
  TakeAlternativeData,
  TakenOut,
  WhatIfOut,
} from "@/api";
import { call, callTagged } from "@/lib/call";
import type { Body } from "./case";

const PAGE = 20; // cases at a time
const MATCHES = 5; // firms for a step: what a buyer can ring in a day
const SOON = 500; // milliseconds between two looks at a job

export const casesQuestion = infiniteQueryOptions({
  queryKey: ["bia", "cases"],
  queryFn: ({ pageParam, signal }) =>
    call<ListCasesData, FiledCasePage>(
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
    call<ListCaseNoticesData, CaseNoticePage>({ url: "/api/v1/bia/notices" }, { signal }),
  staleTime: 0,
});

export const examplesQuestion = queryOptions({
  queryKey: ["bia", "examples"],
  queryFn: ({ signal }) =>
    call<ListCaseExamplesData, ExamplePage>({ url: "/api/v1/bia/examples" }, { signal }),
});

export function getExample(name: string) {
  return call<GetCaseExampleData, Body>({ url: "/api/v1/bia/examples/{name}", path: { name } });
}

/** What follows from a case, without storing it. */
export function assessmentQuestion(body: Body) {
  return queryOptions({
    queryKey: ["bia", "assessment", body],
    queryFn: ({ signal }) =>
      call<AssessCaseData, AssessmentOut>(
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
      callTagged<GetCaseData, FiledCaseOut>(
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
      call<GetCaseAssessmentData, AssessmentOut>(
        { url: "/api/v1/bia/cases/{case_id}/assessment", path: { case_id: id } },
        { signal },
      ),
  });
}

export function createCase(body: Body) {
  return call<CreateCaseData, FiledCaseOut>({ url: "/api/v1/bia/cases", body }, { method: "POST" });
}

export function replaceCase(id: string, body: Body, etag: string | undefined) {
  return callTagged<ReplaceCaseData, FiledCaseOut>(
    { url: "/api/v1/bia/cases/{case_id}", path: { case_id: id }, body },
    { method: "PUT", etag },
  );
}

export function deleteCase(id: string) {
  return call<DeleteCaseData, undefined>(
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
      call<FindAlternativesData, AlternativesOut>(
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

/** What some options together would change, in one event. */
export function whatIfQuestion(id: string, etag: string | undefined, body: AskWhatIfData["body"]) {
  return queryOptions({
    queryKey: ["bia", "case", id, "what-if", etag, body],
    queryFn: ({ signal }) =>
      call<AskWhatIfData, WhatIfOut>(
        { url: "/api/v1/bia/cases/{case_id}/what-if", path: { case_id: id }, body },
        { method: "POST", signal },
      ),
    staleTime: 0,
  });
}

export function takeAlternative(id: string, body: TakeAlternativeData["body"]) {
  return callTagged<TakeAlternativeData, TakenOut>(
    { url: "/api/v1/bia/cases/{case_id}/recovery-options", path: { case_id: id }, body },
    { method: "POST" },
  );
}

export function postNeed(id: string, body: PostCaseNeedData["body"]) {
  return call<PostCaseNeedData, NeedOut>(
    { url: "/api/v1/bia/cases/{case_id}/needs", path: { case_id: id }, body },
    { method: "POST" },
  );
}

export function startPortfolio(id: string, body: StartPortfolioData["body"]) {
  return call<StartPortfolioData, JobOut>(
    { url: "/api/v1/bia/cases/{case_id}/portfolios", path: { case_id: id }, body },
    { method: "POST" },
  );
}

/** A long computation, looked at again until it has ended. */
export function jobQuestion(id: string) {
  return queryOptions({
    queryKey: ["bia", "job", id],
    queryFn: ({ signal }) =>
      call<GetJobData, JobOut>(
        { url: "/api/v1/bia/jobs/{job_id}", path: { job_id: id } },
        { signal },
      ),
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : SOON),
    staleTime: 0,
  });
}

export const hasEnded = ({ state }: JobOut) => !["waiting", "running"].includes(state);

export function cancelJob(id: string) {
  return call<CancelJobData, undefined>(
    { url: "/api/v1/bia/jobs/{job_id}", path: { job_id: id } },
    { method: "DELETE" },
  );
}
