import { enNetwork } from "./en.network";
import { jaNetwork, type NetworkMessages } from "./ja.network";
import { useSpeech } from "./language";

/** The texts of the networks: who met whom, and how fixed that is. */
export function useNetworkTexts(): NetworkMessages {
  return useSpeech().language === "en" ? enNetwork : jaNetwork;
}
