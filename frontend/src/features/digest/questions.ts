import { queryOptions } from "@tanstack/react-query";
import type {
  AnswerTapData,
  DigestPreferenceBody,
  DigestPreferenceOut,
  DigestPreviewOut,
  GetDigestPreferenceData,
  GetTapData,
  PreviewDigestData,
  PutDigestPreferenceData,
  StopDigestData,
  TapAnswerOut,
  TapBody,
  TapOut,
  UnsubscribeBody,
  UnsubscribedOut,
} from "@/api";
import { call } from "@/lib/call";

const POST = { method: "POST" } as const;

export const preferenceQuestion = queryOptions({
  queryKey: ["me", "digest"],
  queryFn: ({ signal }) =>
    call<GetDigestPreferenceData, DigestPreferenceOut>({ url: "/api/v1/me/digest" }, { signal }),
  staleTime: 0,
});

export const savePreference = (body: DigestPreferenceBody) =>
  call<PutDigestPreferenceData, DigestPreferenceOut>(
    { url: "/api/v1/me/digest", body },
    { method: "PUT" },
  );

export const previewQuestion = (week: string | undefined) =>
  queryOptions({
    queryKey: ["me", "digest", "preview", week],
    queryFn: ({ signal }) =>
      call<PreviewDigestData, DigestPreviewOut>(
        { url: "/api/v1/me/digest/preview", query: { week } },
        { signal },
      ),
  });

/** Reading changes nothing: what follows a link on its own may ask this. */
export const tapQuestion = (token: string) =>
  queryOptions({
    queryKey: ["digests", "taps", token],
    queryFn: ({ signal }) =>
      call<GetTapData, TapOut>({ url: "/api/v1/digests/taps", query: { token } }, { signal }),
    enabled: !!token,
    staleTime: 0,
  });

export const answerTap = (body: TapBody) =>
  call<AnswerTapData, TapAnswerOut>({ url: "/api/v1/digests/taps", body }, POST);

export const unsubscribe = (body: UnsubscribeBody) =>
  call<StopDigestData, UnsubscribedOut>({ url: "/api/v1/digests/unsubscribe", body }, POST);
