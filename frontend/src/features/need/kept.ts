import type { SearchState } from "@/lib/search";
import { draftOf, type NeedDraft } from "./draft";

const STORE = "enishi.need";

/** What was typed for this search before the reader went to sign in; else what the search says. */
export function keptDraft(search: SearchState): NeedDraft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE) ?? "null");
    if (kept?.search === JSON.stringify(search)) return { ...draftOf(search), ...kept.draft };
  } catch {
    // what cannot be read was not kept
  }
  return draftOf(search);
}

export function keepDraft(search: SearchState, draft: NeedDraft) {
  sessionStorage.setItem(STORE, JSON.stringify({ search: JSON.stringify(search), draft }));
}

export function forgetDraft() {
  sessionStorage.removeItem(STORE);
}
