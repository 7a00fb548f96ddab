import type { NeedKind } from "@/api";
import type { Messages } from "@/i18n/ja";
import { checkNumbers } from "@/lib/numbers";
import { NUMBERS, type NumberName, readSearch, type SearchState } from "@/lib/search";
import { readNumber } from "@/lib/text";

/** What stands in the inputs of the search form, not yet a search. */
export interface Draft extends Record<NumberName | "seeker_ref", string> {
  q: string;
  purpose: NeedKind;
}

export type DraftErrors = Partial<Record<keyof Draft, string>>;

export function draftOf(state: SearchState): Draft {
  const text = (name: NumberName) => String(state[name] ?? "");
  return {
    q: state.q ?? "",
    purpose: state.purpose ?? "sourcing",
    max_size_mm: text("max_size_mm"),
    tolerance_um: text("tolerance_um"),
    lot: text("lot"),
    max_lead_time_days: text("max_lead_time_days"),
    seeker_ref: state.seeker_ref ?? "",
  };
}

/** What is wrong with the draft, a sentence an input. */
export function check(draft: Draft, { invalid, field }: Messages): DraftErrors {
  const errors: DraftErrors = checkNumbers(draft, { invalid, field });
  if (!draft.q.trim()) errors.q = invalid.required(field.q);
  return errors;
}

/**
 * The search that a faultless draft asks for; what the form does not hold stays as it is.
 * What was taken back of the reading goes with the question that was read.
 */
export function searchOf(draft: Draft, state: SearchState): SearchState {
  const { purpose, seeker_ref, ...numbers } = draft;
  const q = draft.q.replace(/\s+/g, " ").trim();
  const amounts = NUMBERS.map((name) => [name, readNumber(numbers[name]) || undefined]);
  return readSearch({
    ...state,
    ...Object.fromEntries(amounts),
    q,
    ignore: q === state.q ? state.ignore : undefined,
    purpose: purpose === "sourcing" ? undefined : purpose,
    seeker_ref: seeker_ref.trim(),
  });
}
