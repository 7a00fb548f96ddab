import { enOverlooked } from "./en.overlooked";
import { jaOverlooked, type OverlookedMessages } from "./ja.overlooked";
import { useSpeech } from "./language";

/** The texts of the page that says why a firm was not suggested. */
export function useOverlookedTexts(): OverlookedMessages {
  return useSpeech().language === "en" ? enOverlooked : jaOverlooked;
}
