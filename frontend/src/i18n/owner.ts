import { enOwner } from "./en.owner";
import { jaOwner, type OwnerMessages } from "./ja.owner";
import { useSpeech } from "./language";

/** The texts of what a firm does with its own: profile, visibility, needs, answers, confirmation. */
export function useOwnerTexts(): OwnerMessages {
  return useSpeech().language === "en" ? enOwner : jaOwner;
}
