import { enDigest } from "./en.digest";
import { type DigestMessages, jaDigest } from "./ja.digest";
import { useSpeech } from "./language";

/** The texts of the weekly digest: when it comes, what it would say, and answers to it. */
export function useDigestTexts(): DigestMessages {
  return useSpeech().language === "en" ? enDigest : jaDigest;
}
