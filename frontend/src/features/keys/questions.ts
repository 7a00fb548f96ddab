import { queryOptions } from "@tanstack/react-query";
import type {
  CreateKeyData,
  IssuedKeyOut,
  KeyBody,
  KeyPage,
  ListKeysData,
  ListOrganisationKeysData,
  RevokeKeyData,
  RevokeOrganisationKeyData,
  RotateKeyData,
  RotationBody,
} from "@/api";
import { call } from "@/lib/call";

export const ownKeysQuestion = queryOptions({
  queryKey: ["keys", "own"],
  queryFn: ({ signal }) => call<ListKeysData, KeyPage>({ url: "/api/v1/keys" }, { signal }),
});

export function organisationKeysQuestion(ref: string) {
  return queryOptions({
    queryKey: ["keys", ref],
    queryFn: ({ signal }) =>
      call<ListOrganisationKeysData, KeyPage>(
        { url: "/api/v1/organisations/{organisation_ref}/keys", path: { organisation_ref: ref } },
        { signal },
      ),
  });
}

export const createKey = (body: KeyBody) =>
  call<CreateKeyData, IssuedKeyOut>({ url: "/api/v1/keys", body }, { method: "POST" });

export const rotateKey = (key_ref: string, body: RotationBody) =>
  call<RotateKeyData, IssuedKeyOut>(
    { url: "/api/v1/keys/{key_ref}/rotate", path: { key_ref }, body },
    { method: "POST" },
  );

export const revokeKey = (key_ref: string) =>
  call<RevokeKeyData, void>(
    { url: "/api/v1/keys/{key_ref}", path: { key_ref } },
    { method: "DELETE" },
  );

export const revokeOrganisationKey = (organisation_ref: string, key_ref: string) =>
  call<RevokeOrganisationKeyData, void>(
    {
      url: "/api/v1/organisations/{organisation_ref}/keys/{key_ref}",
      path: { organisation_ref, key_ref },
    },
    { method: "DELETE" },
  );
