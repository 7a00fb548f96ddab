import { queryOptions } from "@tanstack/react-query";
import type {
  ConsentMeans,
  ContactBody,
  ContactOut,
  DeleteContactData,
  DeleteSuccessionData,
  DisclosureOut,
  FirmOut,
  FirmPage,
  GetContactData,
  GetFirmData,
  GetFirmDisclosureData,
  GetSuccessionData,
  ListFirmsData,
  PreviewFirmData,
  PutContactData,
  PutSuccessionData,
  SuccessionBody,
  SuccessionOut,
  WithdrawalOut,
  WithdrawConsentData,
} from "@/api";
import { call, callTagged } from "@/lib/call";
import { CallError } from "@/lib/problem";
import { type Base, baseOf } from "./profile";

export type AudienceName = PreviewFirmData["query"]["audience"];

/** The profile to be edited, always as it is now: an old one would only end in a clash. */
export function baseQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id, "edit"],
    queryFn: async ({ signal }): Promise<Base> => {
      const path = { firm_id: id };
      const disclosure = await callTagged<GetFirmDisclosureData, DisclosureOut>(
        { url: "/api/v1/firms/{firm_id}/disclosure", path },
        { signal },
      );
      const { record, etag } = await callTagged<GetFirmData, FirmOut>(
        { url: "/api/v1/firms/{firm_id}", path },
        { signal },
      );
      return baseOf(record, etag, disclosure);
    },
    staleTime: 0,
    gcTime: 0,
  });
}

export function disclosureQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id, "disclosure"],
    queryFn: ({ signal }) =>
      call<GetFirmDisclosureData, DisclosureOut>(
        { url: "/api/v1/firms/{firm_id}/disclosure", path: { firm_id: id } },
        { signal },
      ),
    staleTime: 0,
  });
}

/** The firm as a circle sees it; nothing where that circle does not see it at all. */
export function previewQuestion(id: string, audience: AudienceName) {
  return queryOptions({
    queryKey: ["firm", id, "preview", audience],
    queryFn: ({ signal }) =>
      orNothing(
        call<PreviewFirmData, FirmOut>(
          { url: "/api/v1/firms/{firm_id}/preview", path: { firm_id: id }, query: { audience } },
          { signal },
        ),
      ),
    staleTime: 0,
  });
}

/** The first firms of a name, or the one of a ref. */
export function namedQuestion(name: string) {
  return queryOptions({
    queryKey: ["firms", { name }],
    queryFn: ({ signal }) =>
      call<ListFirmsData, FirmPage>(
        { url: "/api/v1/firms", query: { name, limit: 10 } },
        { signal },
      ),
    enabled: name !== "",
  });
}

export function contactQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id, "contact"],
    queryFn: ({ signal }) =>
      orNothing(
        call<GetContactData, ContactOut>(
          { url: "/api/v1/firms/{firm_id}/contact", path: { firm_id: id } },
          { signal },
        ),
      ),
  });
}

export function putContact(id: string, body: ContactBody) {
  return call<PutContactData, ContactOut>(
    { url: "/api/v1/firms/{firm_id}/contact", path: { firm_id: id }, body },
    { method: "PUT" },
  );
}

export function deleteContact(id: string) {
  return call<DeleteContactData, undefined>(
    { url: "/api/v1/firms/{firm_id}/contact", path: { firm_id: id } },
    { method: "DELETE" },
  );
}

export function successionQuestion(id: string) {
  return queryOptions({
    queryKey: ["firm", id, "succession"],
    queryFn: ({ signal }) =>
      orNothing(
        call<GetSuccessionData, SuccessionOut>(
          { url: "/api/v1/firms/{firm_id}/succession", path: { firm_id: id } },
          { signal },
        ),
      ),
  });
}

export function putSuccession(id: string, body: SuccessionBody) {
  return call<PutSuccessionData, SuccessionOut>(
    { url: "/api/v1/firms/{firm_id}/succession", path: { firm_id: id }, body },
    { method: "PUT" },
  );
}

export function deleteSuccession(id: string) {
  return call<DeleteSuccessionData, undefined>(
    { url: "/api/v1/firms/{firm_id}/succession", path: { firm_id: id } },
    { method: "DELETE" },
  );
}

/** Takes the firm off for good; it leaves the search within two seconds. */
export function withdrawConsent(id: string, means: ConsentMeans) {
  return call<WithdrawConsentData, WithdrawalOut>(
    { url: "/api/v1/firms/{firm_id}/withdrawal", path: { firm_id: id }, body: { means } },
    { method: "POST" },
  );
}

async function orNothing<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CallError && error.slug === "not-found") return null;
    throw error;
  }
}
