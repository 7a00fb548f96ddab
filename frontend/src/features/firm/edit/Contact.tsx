import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ContactOut } from "@/api";
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
import { contactQuestion, deleteContact, putContact } from "./questions";

export const CONTACT_FIELDS = ["name", "phone", "fax", "email", "address", "best_time"] as const;
export type ContactDraft = Record<(typeof CONTACT_FIELDS)[number], string>;

const TYPES: Partial<Record<keyof ContactDraft, string>> = {
  phone: "tel",
  fax: "tel",
  email: "email",
};

/** Whom to call. */
export function Contact({ id }: { id: string }) {
  const { firm: texts } = useOwnerTexts();
  const contact = useQuery(contactQuestion(id));
  return (
    <Section title={texts.contact}>
      <p>{texts.contactLead}</p>
      {contact.isPending && <Loading />}
      {contact.isError && <Failure error={contact.error} />}
      {contact.isSuccess && <Form id={id} stored={contact.data} />}
    </Section>
  );
}

function Form({ id, stored }: { id: string; stored: ContactOut | null }) {
  const { language } = useSpeech();
  const { firm: texts } = useOwnerTexts();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => contactDraft(stored));
  const [attempt, setAttempt] = useState(0);
  const keep = (now: ContactOut | null) => client.setQueryData(contactQuestion(id).queryKey, now);
  const put = useMutation({
    mutationFn: () => putContact(id, contactBody(draft)),
    onSuccess: keep,
  });
  const remove = useMutation({
    mutationFn: () => deleteContact(id),
    onSuccess: () => {
      keep(null);
      setDraft(contactDraft(null));
    },
  });
  const errors = contactErrors(put.error, language === "ja");
  const found = CONTACT_FIELDS.flatMap((name) =>
    errors[name] ? [{ id: `contact-${name}`, message: errors[name] }] : [],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setAttempt(attempt + 1);
    remove.reset();
    if (!put.isPending) put.mutate();
  }

  const failure = found.length === 0 && (put.error ?? remove.error);
  return (
    <form className="grid grid-cols-1 gap-4" noValidate onSubmit={submit}>
      {found.length > 0 && <ErrorSummary errors={found} key={attempt} />}
      {failure && <Failure error={failure} />}
      <ContactInputs draft={draft} errors={errors} onChange={setDraft} />
      <p className="flex flex-wrap items-center gap-4">
        <button aria-disabled={put.isPending} className={OUTLINE} type="submit">
          {put.isPending ? texts.saving : texts.contactSave}
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
            {texts.contactRemove}
          </button>
        )}
      </p>
      <Done>
        {put.isSuccess ? texts.contactSaved : remove.isSuccess ? texts.contactRemoved : undefined}
      </Done>
    </form>
  );
}

interface InputsProps {
  draft: ContactDraft;
  errors: Partial<ContactDraft>;
  onChange: (draft: ContactDraft) => void;
}

export function ContactInputs({ draft, errors, onChange }: InputsProps) {
  const { firm: texts } = useOwnerTexts();
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {CONTACT_FIELDS.map((name) => {
        const id = `contact-${name}`;
        const error = errors[name];
        return (
          <Field error={error} id={id} key={name} label={texts.contactFields[name]}>
            <input
              aria-describedby={describedBy(id, { error })}
              aria-invalid={!!error}
              autoComplete="off"
              className={INPUT}
              id={id}
              onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
              type={TYPES[name] ?? "text"}
              value={draft[name]}
            />
          </Field>
        );
      })}
    </div>
  );
}

export function contactDraft(stored: ContactOut | null): ContactDraft {
  const pairs = CONTACT_FIELDS.map((name) => [name, stored?.[name] ?? ""]);
  return Object.fromEntries(pairs) as ContactDraft;
}

export function contactBody(draft: ContactDraft) {
  return Object.fromEntries(CONTACT_FIELDS.map((name) => [name, draft[name].trim() || null]));
}

/** What the server refused of a contact, by field. */
export function contactErrors(error: unknown, isJapanese: boolean): Partial<ContactDraft> {
  const errors: Partial<ContactDraft> = {};
  const problem = error instanceof CallError ? error.problem : undefined;
  for (const item of problem?.errors ?? []) {
    const name = CONTACT_FIELDS.find((field) => item.pointer.split("/").at(-1) === field);
    if (name) errors[name] ??= isJapanese ? item.detail : item.detail_en;
  }
  return errors;
}
