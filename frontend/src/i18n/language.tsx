import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { ja, type Messages } from "./ja";

export type Language = "ja" | "en";

interface Speech {
  language: Language;
  /** Every text of the pages, in the chosen language. */
  t: Messages;
  /** Picks the sentence of the API in the chosen language. */
  say: (sentence: { text: string; text_en: string }) => string;
  /** What a field or condition of the API is called; its own name when it has no other. */
  fieldName: (name: string) => string;
  number: (value: number | string) => string;
  date: (value: string) => string;
  switchLanguage: () => void;
}

const STORE = "enishi.language";
const SpeechContext = createContext<Speech | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(stored);
  const [english, setEnglish] = useState<Messages>();

  useEffect(() => {
    if (language === "en") import("./en").then((module) => setEnglish(module.en));
  }, [language]);

  const spoken = language === "en" && english ? "en" : "ja";
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);

  const locale = spoken === "ja" ? "ja-JP" : "en-GB";
  const t = spoken === "en" && english ? english : ja;
  const speech: Speech = {
    language: spoken,
    t,
    say: (sentence) => (spoken === "ja" ? sentence.text : sentence.text_en),
    fieldName: (name) => (t.field as Record<string, string>)[name] ?? name,
    number: (value) => Number(value).toLocaleString(locale),
    date: (value) => new Date(value).toLocaleDateString(locale, { dateStyle: "long" }),
    switchLanguage: () => {
      const next = language === "ja" ? "en" : "ja";
      localStorage.setItem(STORE, next);
      setLanguage(next);
    },
  };
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error("useSpeech needs a LanguageProvider above it");
  return speech;
}

function stored(): Language {
  return localStorage.getItem(STORE) === "en" ? "en" : "ja";
}
