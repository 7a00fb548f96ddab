import { enSuggestion } from "./en.suggestion";
import { jaSuggestion, type SuggestionMessages } from "./ja.suggestion";
import { useSpeech } from "./language";

/** The texts of whom a firm is shown: this week, and by useful difference; and how fairly. */
export function useSuggestionTexts(): SuggestionMessages {
  return useSpeech().language === "en" ? enSuggestion : jaSuggestion;
}
