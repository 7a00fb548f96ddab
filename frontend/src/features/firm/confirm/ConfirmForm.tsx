import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ConfirmationOut, FirmOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { CallError } from "@/lib/problem";
import { levelOf } from "@/lib/visibility";
import { ErrorSummary } from "@/ui/ErrorSummary";
import { Failure } from "@/ui/Failure";
import { describedBy, Field, FieldError } from "@/ui/Field";
import { INPUT, SOLID } from "@/ui/styles";
import { VisibilitySelect } from "@/ui/VisibilitySelect";
import { About } from "../About";
import { CapabilityFacts } from "../CapabilitySection";
import { CONTACT_FIELDS, type ContactDraft, ContactInputs } from "../edit/Contact";
import { Facilities } from "../Facilities";
import {
  type AnswerErrors,
  type Answers,
  answersOf,
  bodyOf,
  check,
  errorsOf,
  SIMPLE,
} from "./answers";
import { confirm } from "./questions";

interface Props {
  secret: string;
  draft: ConfirmationOut;
  onPublished: (firm: FirmOut) => void;
}

/** Everything that would be published, what can be corrected of it, and one button. */
export function ConfirmForm({ secret, draft, onPublished }: Props) {
  const { language, date } = useSpeech();
  const owner = useOwnerTexts();
  const { confirm: texts } = owner;
  const [answers, setAnswers] = useState(() => answersOf(draft));
  const [errors, setErrors] = useState<AnswerErrors>({});
  const [attempt, setAttempt] = useState(0);
  const send = useMutation({
    mutationFn: () => confirm(secret, bodyOf(draft, answers)),
    onSuccess: onPublished,
    onError: (error) => {
      const problem = error instanceof CallError ? error.problem : undefined;
      if (problem) setErrors(errorsOf(problem, language === "ja"));
      setAttempt((last) => last + 1);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = check(answers, owner);
    setErrors(found);
    setAttempt(attempt + 1);
    if (!Object.keys(found).length && !send.isPending) send.mutate();
  }

  const ids = [
    ...SIMPLE.map(({ name }) => String(name)),
    ...CONTACT_FIELDS.map((name) => `contact-${name}`),
    ...["agrees", "said_by"],
  ];
  const found = ids.flatMap((id) => (errors[id] ? [{ id, message: errors[id] }] : []));
  const piece = { answers, errors, onChange: setAnswers };
  return (
    <form className="grid grid-cols-1 gap-8" noValidate onSubmit={submit}>
      {found.length > 0 && <ErrorSummary errors={found} key={attempt} />}
      {send.isError && found.length === 0 && <Failure error={send.error} />}
      <div className="grid grid-cols-1 gap-2">
        <p className="text-std-22B-150" lang="ja">
          {draft.firm.name}
        </p>
        <p>{texts.lead}</p>
        <p>{texts.expires(date(draft.expires_at))}</p>
      </div>
      <Simple {...piece} />
      <ContactPart {...piece} />
      <Rest firm={draft.firm} />
      <Agreement version={draft.terms_version} {...piece} />
      <p>
        <button
          aria-disabled={send.isPending}
          className={`${SOLID} w-full sm:w-auto`}
          type="submit"
        >
          {send.isPending ? texts.sending : texts.send}
        </button>
      </p>
    </form>
  );
}

interface Piece {
  answers: Answers;
  errors: AnswerErrors;
  onChange: (answers: Answers) => void;
}

function Simple({ answers, errors, onChange }: Piece) {
  const { fields, hints, confirm: texts } = useOwnerTexts();
  return (
    <section className="grid grid-cols-1 gap-6">
      <h2 className="text-std-24B-150">{texts.edit}</h2>
      {SIMPLE.map(({ name, kind }) => {
        const error = errors[name];
        const hint = hints[name];
        const shared = {
          "aria-describedby": describedBy(name, { hint, error }),
          "aria-invalid": !!error,
          className: INPUT,
          id: name,
          value: answers.values[name] ?? "",
        };
        const change = (value: string) =>
          onChange({ ...answers, values: { ...answers.values, [name]: value } });
        return (
          <div
            className="grid grid-cols-1 items-end gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_14rem]"
            key={name}
          >
            <Field error={error} hint={hint} id={name} label={fields[name]}>
              {kind === "long" ? (
                <textarea {...shared} onChange={(event) => change(event.target.value)} rows={4} />
              ) : (
                <input
                  {...shared}
                  inputMode={kind === "whole" ? "numeric" : undefined}
                  onChange={(event) => change(event.target.value)}
                  type="text"
                />
              )}
            </Field>
            {name !== "name" && <Level answers={answers} name={name} onChange={onChange} />}
          </div>
        );
      })}
    </section>
  );
}

function Level({
  answers,
  name,
  onChange,
}: Omit<Piece, "errors"> & { name: "contact" | (typeof SIMPLE)[number]["name"] }) {
  const { fields } = useOwnerTexts();
  return (
    <VisibilitySelect
      id={`${name}-visibility`}
      of={fields[name]}
      onChange={(level) => onChange({ ...answers, levels: { ...answers.levels, [name]: level } })}
      value={levelOf(answers.levels, name)}
    />
  );
}

function ContactPart({ answers, errors, onChange }: Piece) {
  const { firm, confirm: texts } = useOwnerTexts();
  const own = Object.fromEntries(
    CONTACT_FIELDS.map((name) => [name, errors[`contact-${name}`]]),
  ) as Partial<ContactDraft>;
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150">{firm.contact}</h2>
      <p>{texts.contactLead}</p>
      <ContactInputs
        draft={answers.contact}
        errors={own}
        onChange={(contact) => onChange({ ...answers, contact })}
      />
      <div className="max-w-[20rem]">
        <Level answers={answers} name="contact" onChange={onChange} />
      </div>
    </section>
  );
}

/** What cannot be corrected here, word for word as it would be published. */
function Rest({ firm }: { firm: FirmOut }) {
  const page = usePageTexts();
  const { confirm: texts } = useOwnerTexts();
  return (
    <section className="grid grid-cols-1 gap-6">
      <h2 className="text-std-24B-150">{texts.rest}</h2>
      <p>{texts.restLead}</p>
      <About firm={firm} />
      <section className="grid grid-cols-1 gap-4">
        <h2 className="text-std-24B-150">{page.firm.capabilities}</h2>
        {firm.capabilities.length === 0 && <p>{page.firm.noCapabilities}</p>}
        {firm.capabilities.map((capability) => (
          <CapabilityFacts capability={capability} firm={firm} key={capability.capability_ref} />
        ))}
      </section>
      <Facilities facilities={firm.facilities} />
    </section>
  );
}

function Agreement({ answers, errors, onChange, version }: Piece & { version: string }) {
  const { confirm: texts } = useOwnerTexts();
  return (
    <section className="grid grid-cols-1 gap-4 rounded-8 bg-blue-50 p-4">
      <ul className="grid grid-cols-1 gap-2 pl-5 list-disc">
        {texts.termsText.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div>
        {errors.agrees && <FieldError id="agrees">{errors.agrees}</FieldError>}
        <label className="flex min-h-11 items-start gap-3 py-1 font-700">
          <input
            aria-describedby={describedBy("agrees", { error: errors.agrees })}
            aria-invalid={!!errors.agrees}
            checked={answers.agrees}
            className="mt-0.5 size-6 shrink-0 accent-blue-900"
            id="agrees"
            onChange={(event) => onChange({ ...answers, agrees: event.target.checked })}
            type="checkbox"
          />
          <span>
            {texts.agree}
            <br />
            <span className="font-400">{texts.terms(version)}</span>
          </span>
        </label>
      </div>
      <Field error={errors.said_by} id="said_by" label={texts.name} optional>
        <input
          aria-describedby={describedBy("said_by", { error: errors.said_by })}
          aria-invalid={!!errors.said_by}
          autoComplete="name"
          className={INPUT}
          id="said_by"
          onChange={(event) => onChange({ ...answers, name: event.target.value })}
          type="text"
          value={answers.name}
        />
      </Field>
    </section>
  );
}
