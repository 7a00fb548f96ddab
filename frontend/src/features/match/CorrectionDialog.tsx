import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { CorrectionBody, CorrectionReason } from "@/api";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { CallError } from "@/lib/problem";
import { describedBy, Field, FieldError } from "@/ui/Field";
import { AlertIcon } from "@/ui/icons";
import { INPUT, OUTLINE, SOLID } from "@/ui/styles";
import { LONGEST_NOTE, postCorrection, REASONS, type Subject } from "./corrections";

interface Props {
  isOpen: boolean;
  name: string;
  subject: Subject;
  onClose: () => void;
  onRecorded: () => void;
  send?: (body: CorrectionBody) => Promise<unknown>;
}

/** Asks why a firm does not fit. What was written stays when it is closed or cannot be sent. */
export function CorrectionDialog(props: Props) {
  const { isOpen, name, subject, onClose, onRecorded, send = postCorrection } = props;
  const page = usePageTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState<CorrectionReason>();
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const post = useMutation({
    mutationFn: send,
    onSuccess: () => {
      dialog.current?.close(); // first: what changes behind an open dialog is not announced
      onRecorded();
    },
  });

  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
  }, [isOpen]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!reason);
    if (!reason) document.getElementById(id)?.focus();
    else if (!post.isPending) {
      post.mutate({ ...subject, verdict: "wrong", reason, note: note.trim() || null });
    }
  }

  return (
    <dialog
      aria-labelledby={`${id}-title`}
      className="m-auto w-[min(36rem,calc(100vw-2rem))] rounded-8 border border-solid-gray-420 bg-white p-4 text-solid-gray-800 backdrop:bg-black/50 md:p-6"
      onClose={onClose}
      ref={dialog}
    >
      <form className="grid grid-cols-1 gap-4" noValidate onSubmit={submit}>
        <h2 className="text-std-20B-150" id={`${id}-title`}>
          {page.correction.title(name)}
        </h2>
        <p>{page.correction.lead}</p>
        <Reasons chosen={reason} id={id} isMissing={isMissing && !reason} onChoose={setReason} />
        <Field
          hint={page.correction.noteHint}
          id={`${id}-note`}
          label={page.correction.note}
          optional
        >
          <textarea
            aria-describedby={describedBy(`${id}-note`, { hint: true })}
            className={INPUT}
            id={`${id}-note`}
            maxLength={LONGEST_NOTE}
            onChange={(event) => setNote(event.target.value)}
            rows={3}
            value={note}
          />
        </Field>
        {post.isError && <Refused error={post.error} />}
        <p className="flex flex-wrap gap-3">
          <button aria-disabled={post.isPending} className={SOLID} type="submit">
            {post.isPending ? page.correction.sending : page.correction.send}
          </button>
          <button className={OUTLINE} onClick={() => dialog.current?.close()} type="button">
            {page.correction.cancel}
          </button>
        </p>
      </form>
    </dialog>
  );
}

interface ReasonsProps {
  id: string;
  chosen?: CorrectionReason;
  isMissing: boolean;
  onChoose: (reason: CorrectionReason) => void;
}

function Reasons({ id, chosen, isMissing, onChoose }: ReasonsProps) {
  const page = usePageTexts();
  return (
    <fieldset aria-describedby={describedBy(id, { error: isMissing })} className="min-w-0">
      <legend className="font-700">{page.correction.reason}</legend>
      {isMissing && <FieldError id={id}>{page.correction.required}</FieldError>}
      {REASONS.map((reason, at) => (
        <label className="flex min-h-11 items-center gap-3 py-1" key={reason}>
          <input
            checked={chosen === reason}
            className="size-6 shrink-0 accent-blue-900"
            id={at === 0 ? id : undefined}
            name={`${id}-reason`}
            onChange={() => onChoose(reason)}
            type="radio"
          />
          {page.correction.reasons[reason]}
        </label>
      ))}
    </fieldset>
  );
}

/** Why nothing was recorded, in the API's own words where it has some. */
function Refused({ error }: { error: unknown }) {
  const { t, language } = useSpeech();
  const problem = error instanceof CallError ? error.problem : undefined;
  const isJapanese = language === "ja";
  const title = problem && (isJapanese ? problem.title : problem.title_en);
  const details = problem
    ? [problem, ...(problem.errors ?? [])].map((item) =>
        isJapanese ? item.detail : item.detail_en,
      )
    : [t.failure.networkDetail];
  return (
    <div className="rounded-8 border-2 border-error-1 p-4" role="alert">
      <p className="font-700 text-error-2">
        <AlertIcon /> {title ?? t.failure.network}
      </p>
      {details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
    </div>
  );
}
