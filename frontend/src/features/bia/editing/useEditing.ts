import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { FiledCaseOut, StaleProblem } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";
import { CallError } from "@/lib/problem";
import type { Body } from "../case";
import { type Draft, draftOf, misreadIn } from "./draft";
import { clashesOf, isSame, merge } from "./merging";
import { type Place, placeOf } from "./pointer";

/** A case as it is stored, with the revision that a change must be made over. */
export interface Base {
  body: Body;
  etag?: string;
}

/** Where a case is kept: on the server, or in this browser only. */
export interface Home {
  /** Names it among what this browser remembers. */
  key: string;
  apply: (body: Body, etag: string | undefined) => Promise<Base>;
}

/** What is wrong, by the place that it is about, in the order in which it was found. */
export type Faults = readonly { place: Place; message: string }[];

/** A draft over a case: kept through refusals, clashes and a reload of the page. */
export function useEditing(first: Base, home: Home) {
  const { language } = useSpeech();
  const { edit, fieldOf } = useBiaTexts();
  const store = `enishi.bia.${home.key}`;
  const [base, setBase] = useState(first);
  const [kept] = useState(() => keptDraft(store, first));
  const [draft, setDraft] = useState<Draft>(kept ?? draftOf(first.body));
  const [faults, setFaults] = useState<Faults>([]);
  const [attempt, setAttempt] = useState(0);
  const [stale, setStale] = useState<Base>();
  const isChanged = misreadIn(draft).length > 0 || !isSame(draft.body, base.body);

  useEffect(() => {
    if (isChanged) sessionStorage.setItem(store, JSON.stringify({ etag: base.etag, draft }));
    else sessionStorage.removeItem(store);
  }, [store, isChanged, base.etag, draft]);

  const saving = useMutation({
    mutationFn: ({ from, body }: { from: Base; body: Body }) => home.apply(body, from.etag),
    onSuccess: (now) => {
      setFaults([]);
      restart(now);
    },
    onError: (error, { body }) => {
      if (!(error instanceof CallError) || !error.problem) return;
      setStale(currentOf(error));
      setFaults(
        (error.problem.errors ?? []).map(({ pointer, detail, detail_en }) => ({
          place: placeOf(pointer, body),
          message: language === "ja" ? detail : detail_en,
        })),
      );
    },
  });

  /** Goes on from what is stored now. */
  function restart(now: Base) {
    setBase(now);
    setDraft(draftOf(now.body));
  }

  function submit() {
    const misread = misreadIn(draft).map(({ place, misread }) => ({
      place,
      message: edit[misread](fieldOf(place)),
    }));
    setFaults(misread);
    setAttempt(attempt + 1);
    if (!misread.length && !saving.isPending) saving.mutate({ from: base, body: draft.body });
  }

  /** Goes on from what is stored now, with the other's version where it was chosen. */
  function resolve(taken: string[]) {
    if (!stale) return;
    const body = merge(base.body, draft.body, stale.body, taken);
    setBase(stale);
    setDraft(draftOf(body));
    setStale(undefined);
    saving.mutate({ from: stale, body });
  }

  return {
    base,
    draft,
    change: (next: Draft) => {
      setDraft(next);
      if (saving.isSuccess) saving.reset();
    },
    faults,
    attempt,
    isChanged,
    isRestored: kept !== undefined && isChanged,
    saving,
    submit,
    restart,
    revert: () => {
      setDraft(draftOf(base.body));
      setFaults([]);
      saving.reset();
    },
    clashes: stale && clashesOf(base.body, draft.body, stale.body, fieldOf),
    resolve,
    cancel: () => setStale(undefined),
  };
}

export type Editing = ReturnType<typeof useEditing>;

/** What a refusal says is stored now, where that is why it refused. */
function currentOf({ status, problem }: CallError): Base | undefined {
  const { current, current_record } = (problem ?? {}) as Partial<StaleProblem>;
  if (status !== 412 || !current_record) return undefined;
  return { body: (current_record as unknown as FiledCaseOut).case, etag: `"${current}"` };
}

/** What was typed at this revision before the page was left. */
function keptDraft(store: string, { etag }: Base): Draft | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
    return kept && kept.etag === etag ? (kept.draft as Draft) : undefined;
  } catch {
    return undefined;
  }
}
