import { queryOptions } from "@tanstack/react-query";
import type {
  AcceptanceBody,
  AcceptInvitationData,
  AgreeToTermsData,
  AskForLinkData,
  BeginSecondFactorData,
  ConfirmSecondFactorData,
  ConsentOut,
  DeleteMeData,
  EndSessionData,
  ListSessionsData,
  MePatch,
  PasswordSignInBody,
  PersonOut,
  RecoveryOut,
  RedeemLinkData,
  RemoveSecondFactorData,
  SentOut,
  SessionPage,
  SetPasswordData,
  SetUpOut,
  ShowSecondFactorData,
  SignedInOut,
  SignInByPasswordData,
  SignOutData,
  SignOutEverywhereData,
  UpdateMeData,
} from "@/api";
import { call } from "@/lib/call";

const POST = { method: "POST" } as const;
const PUT = { method: "PUT" } as const;
const DELETE = { method: "DELETE" } as const;

export const askForLink = (email: string) =>
  call<AskForLinkData, SentOut>({ url: "/api/v1/auth/links", body: { email } }, POST);

export const redeemLink = (token: string) =>
  call<RedeemLinkData, SignedInOut>({ url: "/api/v1/auth/links/redeem", body: { token } }, POST);

export const signInByPassword = (body: PasswordSignInBody) =>
  call<SignInByPasswordData, SignedInOut>({ url: "/api/v1/auth/password", body }, POST);

export const showSecondFactor = (code: string) =>
  call<ShowSecondFactorData, SignedInOut>(
    { url: "/api/v1/auth/second-factor", body: { code } },
    POST,
  );

export const acceptInvitation = (body: AcceptanceBody) =>
  call<AcceptInvitationData, SignedInOut>({ url: "/api/v1/invitations/redeem", body }, POST);

export const agreeToTerms = (terms_version: string) =>
  call<AgreeToTermsData, ConsentOut>({ url: "/api/v1/me/consents", body: { terms_version } }, POST);

export const signOut = () => call<SignOutData, void>({ url: "/api/v1/auth/session" }, DELETE);

export const signOutEverywhere = () =>
  call<SignOutEverywhereData, void>({ url: "/api/v1/auth/sessions" }, DELETE);

export const sessionsQuestion = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) =>
    call<ListSessionsData, SessionPage>({ url: "/api/v1/me/sessions" }, { signal }),
  staleTime: 0,
});

export const endSession = (session_ref: string) =>
  call<EndSessionData, void>(
    { url: "/api/v1/me/sessions/{session_ref}", path: { session_ref } },
    DELETE,
  );

export const updateMe = (body: MePatch) =>
  call<UpdateMeData, PersonOut>({ url: "/api/v1/me", body }, { method: "PATCH" });

export const setPassword = (password: string) =>
  call<SetPasswordData, void>({ url: "/api/v1/me/password", body: { password } }, PUT);

export const beginSecondFactor = () =>
  call<BeginSecondFactorData, SetUpOut>({ url: "/api/v1/me/second-factor" }, POST);

export const confirmSecondFactor = (code: string) =>
  call<ConfirmSecondFactorData, RecoveryOut>(
    { url: "/api/v1/me/second-factor", body: { code } },
    PUT,
  );

export const removeSecondFactor = () =>
  call<RemoveSecondFactorData, void>({ url: "/api/v1/me/second-factor" }, DELETE);

export const eraseMe = () => call<DeleteMeData, void>({ url: "/api/v1/me" }, DELETE);
