import { enAnswers } from "./en.answers";
import type { OverlookedMessages } from "./ja.overlooked";

/** Texts of the page that says why a firm was not suggested, in English. */
export const enOverlooked: OverlookedMessages = {
  title: "Why was I not suggested?",
  lead: "Searches and needs of the last four weeks that were nearly matched, and what would help. Who searched is not kept.",
  signInFirst: "Sign in to see how your firm fares.",
  noFirm: "You belong to no firm.",
  back: "Your firm's profile",
  advice: "What would help",
  noAdvice: "Nothing was found that would help now.",
  numbers: "In four weeks",
  searches: "Searches that found you",
  near: "Searches that missed one condition",
  shown: "Times suggested to others",
  times: (count) => `${count} times`,
  median: (count) => ` (the median firm: ${count})`,
  answers: "Answers to these suggestions",
  answer: enAnswers,
  misses: "Nearly matched",
  noMisses: "No search and no need missed you by one condition.",
  what: "What",
  kinds: { search: "Search", need: "Need" },
  missing: "What was missing",
  often: "Times",
  asked: "What was asked for then",
  few: "(nothing yet that was asked for on three days)",
  privacy:
    "Neither who searched nor their text is kept. Words are shown once searches of three different days asked for them, so that nobody's own search can be told.",
};
