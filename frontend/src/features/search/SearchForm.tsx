import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { NeedKind } from "@/api";
import { useSpeech } from "@/i18n/language";
import { PURPOSES, type SearchState } from "@/lib/search";
import { describedBy, Field } from "@/ui/Field";
import { INPUT, SOLID } from "@/ui/styles";
import { Conditions } from "./Conditions";
import { check, type Draft, type DraftErrors, draftOf, searchOf } from "./draft";

export function SearchForm({ state }: { state: SearchState }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [draft, setDraft] = useDraft(state);
  const [errors, setErrors] = useState<DraftErrors>({});
  const box = useSlashKey();

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = check(draft, t);
    setErrors(found);
    const wrong = Object.keys(found).at(-1);
    if (wrong) document.getElementById(wrong)?.focus();
    else navigate({ to: "/", search: searchOf(draft, state), resetScroll: false });
  }

  return (
    <search>
      <form
        className="grid grid-cols-1 gap-3 rounded-8 bg-blue-50 p-4 pb-2 md:px-6"
        noValidate
        onSubmit={submit}
      >
        <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-3 md:grid-cols-[minmax(0,1fr)_auto_auto]">
          <Field className="col-span-2 md:col-span-1" error={errors.q} id="q" label={t.search.box}>
            <textarea
              aria-describedby={describedBy("q", { error: errors.q })}
              aria-invalid={!!errors.q}
              className={`${INPUT} field-sizing-content min-h-14! resize-none py-3!`}
              enterKeyHint="search"
              id="q"
              maxLength={2000}
              onChange={(event) => setDraft({ ...draft, q: event.target.value })}
              onKeyDown={submitOnEnter}
              placeholder={t.search.boxHint}
              ref={box}
              rows={1}
              value={draft.q}
            />
          </Field>
          <Field id="purpose" label={t.field.purpose}>
            <select
              className={`${INPUT} min-h-14!`}
              id="purpose"
              onChange={(event) => setDraft({ ...draft, purpose: event.target.value as NeedKind })}
              value={draft.purpose}
            >
              {PURPOSES.map((purpose) => (
                <option key={purpose} value={purpose}>
                  {t.purpose[purpose]}
                </option>
              ))}
            </select>
          </Field>
          <button className={`${SOLID} min-h-14! whitespace-nowrap px-6! md:px-8!`} type="submit">
            {t.search.submit}
          </button>
        </div>
        <Conditions draft={draft} errors={errors} onChange={setDraft} />
      </form>
    </search>
  );
}

/** The inputs' contents; they follow the address when Back, a link or a chip changes it. */
function useDraft(state: SearchState): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState(() => draftOf(state));
  const [shown, setShown] = useState(state);
  if (shown !== state) {
    setShown(state);
    setDraft(draftOf(state));
  }
  return [draft, setDraft];
}

/** 「/」 puts the cursor into the box, unless somebody is typing elsewhere. */
function useSlashKey() {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    function focus(event: globalThis.KeyboardEvent) {
      const isTyping = (event.target as Element).closest("input, textarea, select");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    }
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);
  return box;
}

/** Enter searches; the Enter that settles a Japanese conversion does not. */
function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
