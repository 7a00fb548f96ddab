import type { CorrectionBody, SearchAnswer } from "@/api";

/** What an answer answers, and the versions that make it come out the same again. */
export type Asked = Pick<
  CorrectionBody,
  "question" | "purpose" | "need_ref" | "index_version" | "model_version" | "ranker_version"
>;

export function askedOf(
  { index_version, model_version, ranker_version }: SearchAnswer,
  { question, purpose, need_ref = null }: Pick<Asked, "question" | "purpose" | "need_ref">,
): Asked {
  return { question, purpose, need_ref, index_version, model_version, ranker_version };
}
