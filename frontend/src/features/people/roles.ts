import type { Role, RosterOut } from "@/api";

const KINDS: readonly (readonly Role[])[] = [
  ["firm_member", "firm_administrator"],
  ["coordinator", "chamber_administrator"],
  ["operator"],
];

/**
 * The roles that an organisation has, told by those that its people have.
 *
 * Of one without people an operator may try any: the API knows, and says so.
 */
export function rolesOf({ organisation_ref, items, invitations }: RosterOut): readonly Role[] {
  const held = items[0]?.role ?? invitations[0]?.role;
  if (organisation_ref === "platform") return ["operator"];
  return KINDS.find((roles) => held && roles.includes(held)) ?? KINDS.slice(0, 2).flat();
}
