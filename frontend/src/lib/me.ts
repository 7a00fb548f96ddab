import { queryOptions } from "@tanstack/react-query";
import type { GetMeData, MembershipOut, MeOut } from "@/api";
import { call, rememberCsrf } from "@/lib/call";

/** Who sits at this browser; asked once, and again after signing in or out. */
export const meQuestion = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }) => {
    const me = await call<GetMeData, MeOut>({ url: "/api/v1/me" }, { signal });
    rememberCsrf(me.csrf_token);
    return me;
  },
});

export const isCoordinator = (me: MeOut | undefined) =>
  hasRole(me, ["coordinator", "chamber_administrator", "operator"]);

export const firmOf = (me: MeOut | undefined): MembershipOut | undefined =>
  me?.memberships?.find(({ role }) => role === "firm_member" || role === "firm_administrator");

function hasRole(me: MeOut | undefined, roles: MembershipOut["role"][]) {
  return me?.memberships?.some(({ role }) => roles.includes(role)) ?? false;
}
