import type {
  AcceptBody,
  AcceptIntroductionData,
  AnswerBody,
  AnswerIntroductionData,
  CreateIntroductionData,
  HandOverBody,
  HandOverIntroductionData,
  IntroductionBody,
  IntroductionOut,
  IntroductionPatch,
  MoveIntroductionData,
  OutcomeBody,
  ReadinessBody,
  RecordOutcomeData,
  RecordReadinessData,
  ReleaseBody,
  ReleaseFieldData,
  RevokeReleaseData,
  SettleTermData,
  StageBody,
  TermBody,
  UpdateIntroductionData,
} from "@/api";
import { callTagged, type Tagged } from "@/lib/call";

type Case = Promise<Tagged<IntroductionOut>>;

const at = (ref: string) => ({ introduction_ref: ref });

export function propose(body: IntroductionBody): Case {
  return callTagged<CreateIntroductionData, IntroductionOut>(
    { url: "/api/v1/introductions", body },
    { method: "POST" },
  );
}

export function moveTo(ref: string, body: StageBody, etag?: string): Case {
  return callTagged<MoveIntroductionData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}/stage", path: at(ref), body },
    { method: "POST", etag },
  );
}

export function answer(ref: string, body: AnswerBody, etag?: string): Case {
  return callTagged<AnswerIntroductionData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}/answers", path: at(ref), body },
    { method: "POST", etag },
  );
}

export function settle(ref: string, body: TermBody, etag?: string): Case {
  return callTagged<SettleTermData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}/agreements", path: at(ref), body },
    { method: "POST", etag },
  );
}

export function climb(ref: string, body: ReadinessBody, etag?: string): Case {
  return callTagged<RecordReadinessData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}/readiness", path: at(ref), body },
    { method: "POST", etag },
  );
}

export function handOver(ref: string, body: HandOverBody, etag?: string): Case {
  return callTagged<HandOverIntroductionData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}/hand-over", path: at(ref), body },
    { method: "POST", etag },
  );
}

export function accept(ref: string, body: AcceptBody, etag?: string): Case {
  return callTagged<AcceptIntroductionData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}/hand-over/accept", path: at(ref), body },
    { method: "POST", etag },
  );
}

export function tellOutcome(ref: string, body: OutcomeBody, etag?: string): Case {
  return callTagged<RecordOutcomeData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}/outcomes", path: at(ref), body },
    { method: "POST", etag },
  );
}

export function release(ref: string, body: ReleaseBody, etag?: string): Case {
  return callTagged<ReleaseFieldData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}/releases", path: at(ref), body },
    { method: "POST", etag },
  );
}

export function revoke(ref: string, path: string, etag?: string): Case {
  return callTagged<RevokeReleaseData, IntroductionOut>(
    {
      url: "/api/v1/introductions/{introduction_ref}/releases",
      path: at(ref),
      query: { path },
    },
    { method: "DELETE", etag },
  );
}

export function edit(ref: string, body: IntroductionPatch, etag?: string): Case {
  return callTagged<UpdateIntroductionData, IntroductionOut>(
    { url: "/api/v1/introductions/{introduction_ref}", path: at(ref), body },
    { method: "PATCH", etag },
  );
}
