import type { NeedOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { NUMBERS } from "@/lib/search";

/** The conditions of a need, each in a few words. */
export function useConstraintTexts(constraints: NeedOut["constraints"]): string[] {
  const { t, number } = useSpeech();
  const numbers = NUMBERS.flatMap((name) => {
    const value = constraints[name];
    return value === null || value === undefined ? [] : [t.condition[name](number(value))];
  });
  return [
    ...(constraints.certifications ?? []),
    ...numbers,
    ...(constraints.prefectures ?? []),
    ...(constraints.exclude_clusters ?? []).map(t.condition.exclude_cluster),
  ];
}
