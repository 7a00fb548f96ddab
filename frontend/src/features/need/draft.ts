import type { DisclosureBody, NeedBody, NeedKind, NeedOut, Problem, VisibilityName } from "@/api";
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
  /** Whether the name of the firm is kept back (名前を伏せる). */
  isAnonymous: boolean;
  descriptionFor: VisibilityName;
}

/** The inputs that hold text. */
export type NeedText = Exclude<keyof NeedDraft, "isAnonymous" | "descriptionFor">;
export type NeedErrors = Partial<Record<NeedText, string>>;

/** Every input of text in the order of the page, which is the order of the error summary. */
export const ORDER: readonly NeedText[] = [
  "kind",
  "title",
  "description",
  ...NUMBERS,
  ...LISTS,
  "firm_ref",
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
    isAnonymous: false,
    descriptionFor: "public",
  };
}

/** A posted need as it stands in the form. */
export function draftOfNeed(need: NeedOut): NeedDraft {
  const { constraints } = need;
  const amount = (name: NumberName) => String(constraints[name] ?? "");
  return {
    kind: need.kind,
    title: need.title,
    description: need.description ?? "",
    max_size_mm: amount("max_size_mm"),
    tolerance_um: amount("tolerance_um"),
    lot: amount("lot"),
    max_lead_time_days: amount("max_lead_time_days"),
    certifications: writeList(constraints.certifications),
    prefectures: writeList(constraints.prefectures),
    exclude_clusters: writeList(constraints.exclude_clusters),
    firm_ref: need.firm?.firm_ref ?? "",
    isAnonymous: false,
    descriptionFor: "public",
  };
}

export function check(draft: NeedDraft, t: Messages): NeedErrors {
  const { invalid, field } = t;
  const errors: NeedErrors = checkNumbers(draft, t);
  if (!draft.title.trim()) errors.title = invalid.required(field.title);
  else if (length(draft.title) > LONGEST_TITLE) {
    errors.title = invalid.long(field.title, LONGEST_TITLE);
  }
  return errors;
}

export function bodyOf(draft: NeedDraft, ref: string): NeedBody {
  return {
    need_ref: ref,
    ...saidIn(draft),
    firm_ref: draft.firm_ref.trim() || null,
    disclosure: { fields: levelsOf(draft) },
  };
}

/** The coordinator has to know whom to ask: a name is kept back from everybody else. */
export const KEPT_BACK: VisibilityName = "coordinators";

function levelsOf({ isAnonymous, descriptionFor }: NeedDraft): DisclosureBody["fields"] {
  return {
    ...(isAnonymous && { firm_ref: KEPT_BACK }),
    ...(descriptionFor !== "public" && { description: descriptionFor }),
  };
}

/** What the need says, whoever posts it. */
export function saidIn(draft: NeedDraft) {
  const amount = (name: NumberName) => readNumber(draft[name]) || null;
  return {
    kind: draft.kind,
    title: draft.title.trim(),
    description: draft.description.trim() || null,
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
  const errors: NeedErrors = {};
  for (const item of problem.errors ?? []) {
    const name = ORDER.find((field) => item.pointer.split("/").includes(field));
    if (name) errors[name] ??= sentence(item);
  }
  return errors;
}
