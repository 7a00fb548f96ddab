import type { jaAnswers } from "./ja.answers";

/** What a firm can answer of another, in English. */
export const enAnswers: typeof jaAnswers = {
  wants_to_meet: "I want to meet",
  knows: "We know each other",
  does_not_fit: "Does not fit",
  not_now: "Not now",
};
