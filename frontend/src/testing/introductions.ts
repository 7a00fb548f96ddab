import type { IntroductionEventOut, IntroductionOut, RemindersOut } from "@/api";
import { aFirm } from "./builders";
import { aMe, aMember, aMembership } from "./people";

export const aCoordinator = () =>
  aMe({
    person: { person_ref: "P-sato", email: "sato@example.jp", name: "佐藤花子", language: "ja" },
    memberships: [
      aMembership({
        organisation_ref: "CH1",
        organisation_name: "燕商工会議所",
        firm_id: null,
        role: "coordinator",
        role_label: "コーディネーター",
      }),
    ],
  });

export function aCase(given: Partial<IntroductionOut> = {}): IntroductionOut {
  return {
    introduction_ref: "I1",
    need_ref: "N001",
    need_id: "need-1",
    purpose: "sourcing",
    title: "取っ手の切削",
    stage: "approached",
    stage_label: "打診",
    next_stages: ["agreed", "proposed"],
    ending: null,
    seeker: aFirm({ id: "s", firm_ref: "F120", name: "困っている工業" }),
    candidate: aFirm({ id: "c", firm_ref: "F001", name: "縁側精工" }),
    sides: [],
    answers: {},
    released: [],
    told: null,
    readiness: null,
    questions: {},
    chamber_ref: "CH1",
    coordinator_ref: "P-sato",
    offered_to: null,
    next_date: "2026-12-10",
    opened_at: "2026-11-20T09:00:00Z",
    updated_at: "2026-11-20T09:00:00Z",
    ...given,
  };
}

export function anEvent(given: Partial<IntroductionEventOut> = {}): IntroductionEventOut {
  return {
    at: "2026-11-20T09:00:00Z",
    act: "opened",
    label: "提案",
    content: { title: "取っ手の切削" },
    actor_ref: "P-sato",
    note: null,
    next_date: null,
    ...given,
  };
}

export function aDay(given: Partial<RemindersOut> = {}): RemindersOut {
  return { on: "2026-11-25", cases: [], questions: [], hand_overs: [], wishes: [], ...given };
}

/** What a coordinator's pages ask besides what a test is about. */
export const desk = {
  "GET /api/v1/me": () => aCoordinator(),
  "GET /api/v1/chambers": () => ({
    items: [
      { chamber_ref: "CH1", name: "燕商工会議所" },
      { chamber_ref: "CH2", name: "諏訪商工会議所" },
    ],
  }),
  "GET /api/v1/organisations/CH1/people": () => ({
    organisation_ref: "CH1",
    organisation_name: "燕商工会議所",
    items: [aMember({ person_ref: "P-suzuki", name: "鈴木", role: "coordinator" })],
    invitations: [],
  }),
  "GET /api/v1/introductions/reminders": () => aDay(),
  "GET /api/v1/introductions": () => ({ items: [aCase()], next_cursor: null }),
};
