import type { MemberOut, MembershipOut, MeOut } from "@/api";

/** What the API says to somebody who has not signed in. */
export const nobody = (): MeOut => ({
  signed_in: false,
  person: null,
  memberships: [],
  csrf_token: null,
  terms_version: "2026-11",
});

export function aMembership(given: Partial<MembershipOut> = {}): MembershipOut {
  return {
    organisation_ref: "F001",
    organisation_name: "縁側精工株式会社",
    firm_id: "F001",
    role: "firm_administrator",
    role_label: "企業の管理者",
    ...given,
  };
}

export const asCoordinator = () =>
  aMembership({
    organisation_ref: "C001",
    organisation_name: "燕三条商工会議所",
    firm_id: null,
    role: "chamber_administrator",
    role_label: "商工会議所の管理者",
  });

/** Somebody who has signed in and agreed to the terms. */
export function aMe(given: Partial<MeOut> = {}): MeOut {
  return {
    signed_in: true,
    person: { person_ref: "p1", email: "sato@tsubame.example", name: "佐藤 花", language: "ja" },
    memberships: [aMembership()],
    csrf_token: "csrf",
    needs_code: false,
    terms_version: "2026-11",
    has_agreed: true,
    has_password: false,
    has_second_factor: false,
    recovery_codes_left: 0,
    ...given,
  };
}

export function aMember(given: Partial<MemberOut> = {}): MemberOut {
  return {
    person_ref: "p1",
    name: "佐藤 花",
    email: "sato@tsubame.example",
    role: "firm_administrator",
    role_label: "企業の管理者",
    ...given,
  };
}
