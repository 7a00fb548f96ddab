import { enCoordinator } from "./en.coordinator";
import { type CoordinatorMessages, jaCoordinator } from "./ja.coordinator";
import { useSpeech } from "./language";

/** The texts of the coordinator's pages about firms, registration and the year. */
export function useCoordinatorTexts(): CoordinatorMessages {
  return useSpeech().language === "en" ? enCoordinator : jaCoordinator;
}
