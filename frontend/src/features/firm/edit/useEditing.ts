import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { FirmOut, StaleProblem } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { CallError } from "@/lib/problem";
import { check, type Errors, errorsOf } from "./checking";
import { clashesOf, merge } from "./merging";
import { type Base, baseOf, type Draft, isSame } from "./profile";
import { baseQuestion } from "./questions";
import { save, Unsaved } from "./saving";

/** What is stored now instead of what the draft was made from. */
interface Stale {
  base: Base;
  current: Base;
}

/** A draft over what is stored: kept through refusals, clashes and a reload of the page. */
export function useEditing(first: Base) {
  const { language } = useSpeech();
  const texts = useOwnerTexts();
  const client = useQueryClient();
  const store = `enishi.profile.${first.firm.id}`;
  const [base, setBase] = useState(first);
  const [kept] = useState(() => keptDraft(store, first));
  const [draft, setDraft] = useState<Draft>(kept ?? first.draft);
  const [errors, setErrors] = useState<Errors>({});
  const [attempt, setAttempt] = useState(0);
  const [stale, setStale] = useState<Stale>();
  const isChanged = !isSame(base.draft, draft);

  useEffect(() => {
    if (isChanged) sessionStorage.setItem(store, JSON.stringify({ etag: base.etag, draft }));
    else sessionStorage.removeItem(store);
  }, [store, isChanged, base.etag, draft]);

  const saving = useMutation({
    mutationFn: ({ from, what }: { from: Base; what: Draft }) => save(from, what),
    onSuccess: async () => {
      const now = await client.fetchQuery(baseQuestion(first.firm.id));
      setBase(now);
      setDraft(now.draft);
      // Everything that shows the firm anew; the form itself has what was stored.
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] !== "edit" });
    },
    onError: (error, { from, what }) => refused(error, from, what),
  });

  function refused(error: unknown, from: Base, what: Draft) {
    if (!(error instanceof Unsaved)) return;
    setBase(error.reached);
    const { reason } = error;
    if (!(reason instanceof CallError) || !reason.problem) return;
    const current = currentOf(reason, { ...from, sightEtag: error.reached.sightEtag });
    if (current) {
      setStale({ base: error.reached, current });
      return;
    }
    setErrors(errorsOf(reason.problem, error.sent, language === "ja"));
    setDraft(what);
  }

  function submit() {
    const found = check(draft, texts);
    setErrors(found);
    setAttempt(attempt + 1);
    if (Object.keys(found).length || saving.isPending) return;
    saving.mutate({ from: base, what: draft });
  }

  /** Goes on from what is stored now, with the other's version where it was chosen. */
  function resolve(taken: string[]) {
    if (!stale) return;
    const what = merge(stale.base, draft, stale.current.firm, taken);
    setBase(stale.current);
    setDraft(what);
    setStale(undefined);
    saving.mutate({ from: stale.current, what });
  }

  return {
    base,
    setBase,
    draft,
    change: (next: Draft) => {
      setDraft(next);
      if (saving.isSuccess) saving.reset();
    },
    errors,
    attempt,
    isChanged,
    isRestored: kept !== undefined && isChanged,
    saving,
    submit,
    revert: () => {
      setDraft(base.draft);
      setErrors({});
      saving.reset();
    },
    clashes: stale && clashesOf(stale.base, draft, stale.current.firm),
    resolve,
    cancel: () => setStale(undefined),
  };
}

export type Editing = ReturnType<typeof useEditing>;

/** What a refusal says is stored now, where that is why it refused. */
function currentOf({ status, problem }: CallError, { draft, sightEtag }: Base): Base | undefined {
  const { current, current_record } = (problem ?? {}) as Partial<StaleProblem>;
  if (status !== 412 || !current_record) return undefined;
  const firm = current_record as unknown as FirmOut;
  const { listing, levels, hideFrom } = draft;
  const sight = { listing, fields: levels, hide_from: [...hideFrom] };
  return baseOf(firm, `"${current}"`, { record: sight, etag: sightEtag });
}

/** What was typed at this revision before the page was left; sight of the rest is not kept. */
function keptDraft(store: string, { etag }: Base): Draft | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
    return kept && kept.etag === etag ? (kept.draft as Draft) : undefined;
  } catch {
    return undefined;
  }
}
