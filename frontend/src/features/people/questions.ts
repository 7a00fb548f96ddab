import { queryOptions } from "@tanstack/react-query";
import type {
  InvitationBody,
  InvitationOut,
  InvitePersonData,
  ListPeopleData,
  MemberOut,
  RemovePersonData,
  Role,
  RosterOut,
  UpdateRoleData,
  WithdrawInvitationData,
} from "@/api";
import { call } from "@/lib/call";

export function rosterQuestion(ref: string) {
  return queryOptions({
    queryKey: ["organisation", ref, "people"],
    queryFn: ({ signal }) =>
      call<ListPeopleData, RosterOut>(
        {
          url: "/api/v1/organisations/{organisation_ref}/people",
          path: { organisation_ref: ref },
        },
        { signal },
      ),
  });
}

export const invite = (ref: string, body: InvitationBody) =>
  call<InvitePersonData, InvitationOut>(
    {
      url: "/api/v1/organisations/{organisation_ref}/people",
      path: { organisation_ref: ref },
      body,
    },
    { method: "POST" },
  );

export const changeRole = (ref: string, person_ref: string, role: Role) =>
  call<UpdateRoleData, MemberOut>(
    {
      url: "/api/v1/organisations/{organisation_ref}/people/{person_ref}",
      path: { organisation_ref: ref, person_ref },
      body: { role },
    },
    { method: "PATCH" },
  );

export const removePerson = (ref: string, person_ref: string) =>
  call<RemovePersonData, void>(
    {
      url: "/api/v1/organisations/{organisation_ref}/people/{person_ref}",
      path: { organisation_ref: ref, person_ref },
    },
    { method: "DELETE" },
  );

export const withdraw = (ref: string, invitation_ref: string) =>
  call<WithdrawInvitationData, void>(
    {
      url: "/api/v1/organisations/{organisation_ref}/invitations/{invitation_ref}",
      path: { organisation_ref: ref, invitation_ref },
    },
    { method: "DELETE" },
  );
