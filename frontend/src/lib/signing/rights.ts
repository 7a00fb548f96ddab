import type { MembershipOut, MeOut, PersonOut } from "@/api";
import { firmOf, isCoordinator } from "@/lib/me";

/** What `GET /me` answers to somebody who has signed in. */
export type Me = MeOut & { person: PersonOut };

export const isSignedIn = (me: MeOut | undefined): me is Me => !!me?.person;

export const isOperator = (me: MeOut) => hasRole(me, "operator");

export const membershipIn = (me: MeOut, ref: string): MembershipOut | undefined =>
  me.memberships?.find((item) => item.organisation_ref === ref);

/** Whether somebody looks after the people of an organisation; the API has the last word. */
export function administers(me: MeOut, ref: string): boolean {
  const role = membershipIn(me, ref)?.role;
  if (role) return role !== "firm_member" && role !== "coordinator";
  return isOperator(me) || hasRole(me, "chamber_administrator");
}

/** Where somebody goes on after signing in, when they came for nothing in particular. */
export function homeOf(me: MeOut): string {
  if (isCoordinator(me)) return "/coordinator";
  return firmOf(me) ? "/my/firm" : "/account";
}

function hasRole(me: MeOut, role: MembershipOut["role"]) {
  return me.memberships?.some((item) => item.role === role) ?? false;
}
