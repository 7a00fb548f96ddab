import type { NeedBody, NeedKind, Problem } from "@/api";
import type { Messages } from "@/i18n/ja";
import { checkNumbers } from "@/lib/numbers";
import { NUMBERS, type NumberName, type SearchState } from "@/lib/search";
import { length, readList, readNumber, writeList } from "@/lib/text";

const LONGEST_TITLE = 200; // characters, as the API has it
const LISTS = ["certifications", "prefectures", "exclude_clusters"] as const;
type ListName = (typeof LISTS)[number];

/** What stands in the inputs of the form. */
export interface NeedDraft extends Record<NumberName | ListName, string> {
  kind: NeedKind;
  title: string;
  description: string;
  firm_ref: string;
  token: string;
}

export type NeedErrors = Partial<Record<keyof NeedDraft, string>>;

/** Every input in the order of the page, which is the order of the error summary. */
export const ORDER: readonly (keyof NeedDraft)[] = [
  "kind",
  "title",
  "description",
  ...NUMBERS,
  ...LISTS,
  "firm_ref",
  "token",
];

/** Begins where a search left off. */
export function draftOf(search: SearchState): NeedDraft {
  const amount = (name: NumberName) => String(search[name] ?? "");
  return {
    kind: search.purpose ?? "sourcing",
    title: search.q ?? "",
    description: "",
    max_size_mm: amount("max_size_mm"),
    tolerance_um: amount("tolerance_um"),
    lot: amount("lot"),
    max_lead_time_days: amount("max_lead_time_days"),
    certifications: writeList(search.certification),
    prefectures: writeList(search.prefecture),
    exclude_clusters: writeList(search.exclude_cluster),
    firm_ref: search.seeker_ref ?? "",
    token: "",
  };
}

export function check(draft: NeedDraft, t: Messages): NeedErrors {
  const { invalid, field } = t;
  const errors: NeedErrors = checkNumbers(draft, t);
  if (!draft.title.trim()) errors.title = invalid.required(field.title);
  else if (length(draft.title) > LONGEST_TITLE) {
    errors.title = invalid.long(field.title, LONGEST_TITLE);
  }
  if (!draft.token.trim()) errors.token = invalid.required(field.token);
  return errors;
}

export function bodyOf(draft: NeedDraft, ref: string): NeedBody {
  const amount = (name: NumberName) => readNumber(draft[name]) || null;
  return {
    need_ref: ref,
    kind: draft.kind,
    title: draft.title.trim(),
    description: draft.description.trim() || null,
    firm_ref: draft.firm_ref.trim() || null,
    constraints: {
      max_size_mm: amount("max_size_mm"),
      tolerance_um: amount("tolerance_um"),
      lot: amount("lot"),
      max_lead_time_days: amount("max_lead_time_days"),
      certifications: readList(draft.certifications),
      prefectures: readList(draft.prefectures),
      exclude_clusters: readList(draft.exclude_clusters),
    },
  };
}

/** Brings what the server refused back to the inputs it is about: `/constraints/lot` is `lot`. */
export function errorsOf(problem: Problem, isJapanese: boolean): NeedErrors {
  const sentence = (item: { detail: string; detail_en: string }) =>
    isJapanese ? item.detail : item.detail_en;
  if (problem.status === 401 || problem.status === 403) return { token: sentence(problem) };
  const errors: NeedErrors = {};
  for (const item of problem.errors ?? []) {
    const name = ORDER.find((field) => item.pointer.split("/").includes(field));
    if (name) errors[name] ??= sentence(item);
  }
  return errors;
}
