import type { Messages } from "@/i18n/ja";
import type { Language } from "@/i18n/language";
import { CallError } from "@/lib/problem";

/** The first thing that the API says against a call, in one sentence. */
export function refusalOf(error: unknown, language: Language, t: Messages): string {
  const problem = error instanceof CallError ? error.problem : undefined;
  if (!problem) return t.failure.networkDetail;
  const said = problem.errors?.[0] ?? problem;
  return language === "ja" ? said.detail : said.detail_en;
}
