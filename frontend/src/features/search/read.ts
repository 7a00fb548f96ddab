import type { ReadingOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import type { SearchState } from "@/lib/search";

/** One thing that the question was understood to say. */
export interface Read {
  /** Its name in `ignore`. */
  name: string;
  kind?: string;
  label: string;
  /** Set where there is a Japanese name only. */
  lang?: "ja";
  /** The words of the question, where they differ from the label. */
  words?: string;
  isIgnored: boolean;
}

/** What was understood, in the order of the question; then what was taken back and is not told. */
export function useRead(reading: ReadingOut, { ignore = [] }: SearchState): Read[] {
  const { t, language, say, fieldName } = useSpeech();
  const { concepts = [], conditions = [] } = reading;

  const read = concepts.map(({ concept, concept_en, kind, text, start, denied, wish }) => {
    const name = say({ text: concept, text_en: concept_en });
    const label = denied ? t.search.denied(name) : wish ? t.search.wish(name) : name;
    return { name: concept, kind: t.concept[kind], label, start, words: differing(text, name) };
  });
  const stated = conditions
    .filter(({ start, end }) => !concepts.some((item) => item.start === start && item.end === end))
    .map(({ name, value, text, start, label, label_en }) => {
      const isCertificate = name === "certifications";
      const said = isCertificate ? value : say({ text: label, text_en: label_en });
      const kind = t.concept[isCertificate ? "certification" : "quantity"];
      return { name, kind, label: said, start, words: differing(text, said) };
    });
  const told = [...read, ...stated].sort((one, other) => one.start - other.start);
  const untold = ignore
    .filter((name) => !told.some((item) => item.name === name))
    .map((name): Omit<Read, "isIgnored"> => {
      const label = fieldName(name);
      return { name, label, lang: language === "en" && label === name ? "ja" : undefined };
    });
  return [...told, ...untold].map((item) => ({ ...item, isIgnored: ignore.includes(item.name) }));
}

/** What was read without being a concept or a condition, so that it cannot be taken back. */
export function unlisted(reading: ReadingOut, { ignore }: SearchState): string[] {
  if (ignore) return [];
  return [
    ...(reading.concepts?.length ? [] : reading.processes),
    ...(reading.conditions?.length ? [] : reading.constraints),
  ];
}

const differing = (words: string, label: string) => (words === label ? undefined : words);
