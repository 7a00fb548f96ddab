import type { MatchAnswer } from "@/api";

/** What a firm can answer of another: to a match, to a suggestion, by a link of its mail. */
export const jaAnswers: Record<MatchAnswer, string> = {
  wants_to_meet: "会いたい",
  knows: "知っている",
  does_not_fit: "違う",
  not_now: "今は無理",
};
