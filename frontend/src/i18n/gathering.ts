import { enGathering } from "./en.gathering";
import { type GatheringMessages, jaGathering } from "./ja.gathering";
import { useSpeech } from "./language";

/** The texts of gatherings. */
export function useGatheringTexts(): GatheringMessages {
  return useSpeech().language === "en" ? enGathering : jaGathering;
}
