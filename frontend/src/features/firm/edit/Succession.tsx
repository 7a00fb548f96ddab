import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { SuccessionOut, SuccessionPlan } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { CallError } from "@/lib/problem";
import { ErrorSummary } from "@/ui/ErrorSummary";
import { Failure } from "@/ui/Failure";
import { describedBy, Field } from "@/ui/Field";
import { Loading } from "@/ui/Loading";
import { Done } from "@/ui/Status";
import { INPUT, OUTLINE, TEXT } from "@/ui/styles";
import { Section } from "./Editor";
import { amount } from "./profile";
import { deleteSuccession, putSuccession, successionQuestion } from "./questions";

const PLANS = [
  "settled",
  "family",
  "employee",
  "third_party",
  "closing",
  "undecided",
] as const satisfies readonly SuccessionPlan[];

/** What the firm says of its future. */
export function Succession({ id }: { id: string }) {
  const { firm: texts } = useOwnerTexts();
  const succession = useQuery(successionQuestion(id));
  return (
    <Section title={texts.succession}>
      <p>{texts.successionLead}</p>
      {succession.isPending && <Loading />}
      {succession.isError && <Failure error={succession.error} />}
      {succession.isSuccess && <Form id={id} stored={succession.data} />}
    </Section>
  );
}

interface Draft {
  plan: SuccessionPlan | "";
  closing_year: string;
  note: string;
}

const FIELDS = ["plan", "closing_year", "note"] as const;
type Errors = Partial<Record<(typeof FIELDS)[number], string>>;

function Form({ id, stored }: { id: string; stored: SuccessionOut | null }) {
  const { date, language } = useSpeech();
  const { firm: texts } = useOwnerTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(stored));
  const [missing, setMissing] = useState<Errors>({});
  const [attempt, setAttempt] = useState(0);
  const keep = (now: SuccessionOut | null) => {
    client.setQueryData(successionQuestion(id).queryKey, now);
    if (!now) setDraft(draftOf(null));
  };
  const put = useMutation({
    mutationFn: (plan: SuccessionPlan) =>
      putSuccession(id, {
        plan,
        closing_year: draft.closing_year.trim() ? amount(draft.closing_year) : null,
        note: draft.note.trim() || null,
      }),
    onSuccess: keep,
  });
  const remove = useMutation({
    mutationFn: () => deleteSuccession(id),
    onSuccess: () => keep(null),
  });
  const errors = { ...refused(put.error, language === "ja"), ...missing };
  const found = FIELDS.flatMap((name) =>
    errors[name] ? [{ id: `succession-${name}`, message: errors[name] }] : [],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setAttempt(attempt + 1);
    remove.reset();
    const year = draft.closing_year.trim();
    const now: Errors = {};
    if (!draft.plan) now.plan = texts.successionRequired;
    if (year && !Number.isInteger(amount(year))) {
      now.closing_year = texts.rank.whole(texts.closingYear);
    }
    setMissing(now);
    if (draft.plan && !now.closing_year && !put.isPending) put.mutate(draft.plan);
  }

  const failure = found.length === 0 && (put.error ?? remove.error);
  const input = (name: "closing_year" | "note") => ({
    "aria-describedby": describedBy(`succession-${name}`, { error: errors[name] }),
    "aria-invalid": !!errors[name],
    className: INPUT,
    id: `succession-${name}`,
    value: draft[name],
  });
  return (
    <form className="grid max-w-[36rem] grid-cols-1 gap-4" noValidate onSubmit={submit}>
      {found.length > 0 && <ErrorSummary errors={found} key={attempt} />}
      {failure && <Failure error={failure} />}
      <Field error={errors.plan} id="succession-plan" label={texts.successionPlan}>
        <select
          aria-describedby={describedBy("succession-plan", { error: errors.plan })}
          aria-invalid={!!errors.plan}
          className={INPUT}
          id="succession-plan"
          onChange={(event) =>
            setDraft({ ...draft, plan: event.target.value as SuccessionPlan | "" })
          }
          value={draft.plan}
        >
          <option value="">{texts.successionUnsaid}</option>
          {PLANS.map((plan) => (
            <option key={plan} value={plan}>
              {texts.plans[plan]}
            </option>
          ))}
        </select>
      </Field>
      <Field
        error={errors.closing_year}
        id="succession-closing_year"
        label={texts.closingYear}
        optional
      >
        <input
          {...input("closing_year")}
          inputMode="numeric"
          onChange={(event) => setDraft({ ...draft, closing_year: event.target.value })}
        />
      </Field>
      <Field error={errors.note} id="succession-note" label={texts.note} optional>
        <textarea
          {...input("note")}
          onChange={(event) => setDraft({ ...draft, note: event.target.value })}
          rows={3}
        />
      </Field>
      {stored && <p className="text-solid-gray-700">{texts.askedOn(date(stored.asked_on))}</p>}
      <p className="flex flex-wrap items-center gap-4">
        <button aria-disabled={put.isPending} className={OUTLINE} type="submit">
          {put.isPending ? texts.saving : texts.successionSave}
        </button>
        {stored && (
          <button
            className={TEXT}
            onClick={() => {
              put.reset();
              remove.mutate();
            }}
            type="button"
          >
            {texts.successionRemove}
          </button>
        )}
      </p>
      <Done>
        {put.isSuccess
          ? texts.successionSaved
          : remove.isSuccess
            ? texts.successionRemoved
            : undefined}
      </Done>
    </form>
  );
}

function draftOf(stored: SuccessionOut | null): Draft {
  return {
    plan: stored?.plan ?? "",
    closing_year: String(stored?.closing_year ?? ""),
    note: stored?.note ?? "",
  };
}

function refused(error: unknown, isJapanese: boolean): Errors {
  const errors: Errors = {};
  const problem = error instanceof CallError ? error.problem : undefined;
  for (const item of problem?.errors ?? []) {
    const name = FIELDS.find((field) => item.pointer.split("/").includes(field));
    if (name) errors[name] ??= isJapanese ? item.detail : item.detail_en;
  }
  return errors;
}
