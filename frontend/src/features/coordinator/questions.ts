import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  ChamberPage,
  ContactOut,
  GetContactData,
  GetIntroductionData,
  GetNeedData,
  IntroductionEventPage,
  IntroductionOut,
  IntroductionPage,
  ListChambersData,
  ListIntroductionEventsData,
  ListIntroductionsData,
  ListMatchResponsesData,
  ListPeopleData,
  ListRemindersData,
  MatchesForNeedData,
  MatchResponsePage,
  NeedMatches,
  NeedOut,
  RemindersOut,
  RosterOut,
  Stage,
} from "@/api";
import { call, callTagged } from "@/lib/call";
import { CallError } from "@/lib/problem";

const PAGE = 20; // introductions at a time
const SHOWN_MATCHES = 50; // how far down a ranking a coordinator would look

type Cursor = string | null | undefined;

/** What narrows the pipeline, as it stands in the address. */
export interface PipelineFilter {
  stage?: Stage;
  chamber?: string;
  firm?: string;
  need?: string;
  due?: "true";
}

/** What changes as others work on the same cases is asked anew each time it is shown. */
const LIVE = { staleTime: 0 };

export const remindersQuestion = queryOptions({
  ...LIVE,
  queryKey: ["introductions", "reminders"],
  queryFn: ({ signal }) =>
    call<ListRemindersData, RemindersOut>({ url: "/api/v1/introductions/reminders" }, { signal }),
});

export function pipelineQuestion(filter: PipelineFilter) {
  return infiniteQueryOptions({
    ...LIVE,
    queryKey: ["introductions", "page", filter],
    queryFn: ({ pageParam, signal }) =>
      call<ListIntroductionsData, IntroductionPage>(
        {
          url: "/api/v1/introductions",
          query: { ...filter, due: filter.due && true, limit: PAGE, cursor: pageParam },
        },
        { signal },
      ),
    initialPageParam: undefined as Cursor,
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function caseQuestion(ref: string) {
  return queryOptions({
    ...LIVE,
    queryKey: ["introduction", ref],
    queryFn: ({ signal }) =>
      callTagged<GetIntroductionData, IntroductionOut>(
        { url: "/api/v1/introductions/{introduction_ref}", path: { introduction_ref: ref } },
        { signal },
      ),
  });
}

export function eventsQuestion(ref: string) {
  return queryOptions({
    ...LIVE,
    queryKey: ["introduction", ref, "events"],
    queryFn: ({ signal }) =>
      call<ListIntroductionEventsData, IntroductionEventPage>(
        { url: "/api/v1/introductions/{introduction_ref}/events", path: { introduction_ref: ref } },
        { signal },
      ),
  });
}

export const chambersQuestion = queryOptions({
  queryKey: ["chambers"],
  queryFn: ({ signal }) =>
    call<ListChambersData, ChamberPage>({ url: "/api/v1/chambers" }, { signal }),
});

/** Everybody who works at some chambers, each once. */
export function colleaguesQuestion(chambers: string[]) {
  return queryOptions({
    queryKey: ["people", chambers],
    queryFn: async ({ signal }) => {
      const rosters = await Promise.all(chambers.map((ref) => roster(ref, signal)));
      const everybody = rosters.flatMap(({ items }) => items);
      return [...new Map(everybody.map((member) => [member.person_ref, member])).values()];
    },
  });
}

function roster(organisation: string, signal: AbortSignal) {
  return call<ListPeopleData, RosterOut>(
    {
      url: "/api/v1/organisations/{organisation_ref}/people",
      path: { organisation_ref: organisation },
    },
    { signal },
  );
}

/** Whom to call at a firm; null where nobody is named, or where it is kept from the reader. */
export function contactQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id, "contact"],
    queryFn: ({ signal }) =>
      orNull(
        call<GetContactData, ContactOut>(
          { url: "/api/v1/firms/{firm_id}/contact", path: { firm_id: id } },
          { signal },
        ),
      ),
  });
}

export function needQuestion(id: string) {
  return queryOptions({
    queryKey: ["need", id],
    queryFn: ({ signal }) =>
      call<GetNeedData, NeedOut>(
        { url: "/api/v1/needs/{need_id}", path: { need_id: id } },
        { signal },
      ),
  });
}

/** How one firm fits a need, judged by every condition; null where it does not come up. */
export function fitQuestion(needId: string, firmRef: string) {
  return queryOptions({
    queryKey: ["need", needId, "fit", firmRef],
    queryFn: async ({ signal }) => {
      const { items, near_misses } = await call<MatchesForNeedData, NeedMatches>(
        {
          url: "/api/v1/needs/{need_id}/matches",
          path: { need_id: needId },
          query: { conditions: "penalty", limit: SHOWN_MATCHES },
        },
        { signal },
      );
      return [...items, ...near_misses].find(({ firm }) => firm.firm_ref === firmRef) ?? null;
    },
  });
}

/** What firms and colleagues answered to the matches of a need. */
export function responsesQuestion(needId: string) {
  return queryOptions({
    ...LIVE,
    queryKey: ["need", needId, "responses"],
    queryFn: ({ signal }) =>
      call<ListMatchResponsesData, MatchResponsePage>(
        { url: "/api/v1/matches/{need_id}/responses", path: { need_id: needId } },
        { signal },
      ),
  });
}

/** Null for what is not there, or not for this reader to know. */
export async function orNull<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallError && [403, 404].includes(error.status ?? 0)) return null;
    throw error;
  }
}
