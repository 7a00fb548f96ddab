import { enAccount } from "./en.account";
import { type AccountMessages, jaAccount } from "./ja.account";
import { useSpeech } from "./language";

/** The texts of signing in, of one's account, and of forms. */
export function useAccountTexts(): AccountMessages {
  return useSpeech().language === "en" ? enAccount : jaAccount;
}
