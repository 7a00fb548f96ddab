import { enIntroduction } from "./en.introduction";
import { type IntroductionMessages, jaIntroduction } from "./ja.introduction";
import { useSpeech } from "./language";

/** The texts of introductions: the pipeline, one case, and every step of it. */
export function useIntroductionTexts(): IntroductionMessages {
  return useSpeech().language === "en" ? enIntroduction : jaIntroduction;
}
