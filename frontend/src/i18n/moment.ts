import { useSpeech } from "./language";

/** Writes a time with its day, in the reader's own time zone. */
export function useMoment(): (value: string) => string {
  const locale = useSpeech().language === "en" ? "en-GB" : "ja-JP";
  return (value) =>
    new Date(value).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}
