import { enPages } from "./en.pages";
import { jaPages, type PageMessages } from "./ja.pages";
import { useSpeech } from "./language";

/** The texts of the firm's, the board's and the clusters' pages. */
export function usePageTexts(): PageMessages {
  return useSpeech().language === "en" ? enPages : jaPages;
}
