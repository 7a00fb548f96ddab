import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { CallError } from "@/lib/problem";
import { ErrorSummary } from "@/ui/ErrorSummary";
import { AlertIcon, CheckIcon } from "@/ui/icons";
import { SOLID } from "@/ui/styles";
import { FormContext, idOf } from "./context";
import { type Faults, faultsIn, faultsOf, NO_FAULTS, namesIn } from "./faults";

interface Props {
  /** What the button says. */
  submit: string;
  /** What is said once it is recorded; nothing where the page then says it. */
  done?: string;
  send: (form: FormData) => Promise<unknown>;
  /** Reads anew what somebody else has changed; the inputs stay as they are. */
  onStale?: () => Promise<unknown>;
  children: ReactNode;
}

/**
 * A form of one act. What was entered stays until it is recorded.
 *
 * Inputs are named as the API names its fields, so that a refusal finds its input.
 */
export function ActForm({ submit, done, send, onStale, children }: Props) {
  const { t, language } = useSpeech();
  const { step } = useIntroductionTexts();
  const prefix = useId();
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const [attempt, setAttempt] = useState(0);
  const act = useMutation({
    mutationFn: send,
    onSuccess: () => form.current?.reset(),
    onError: (error) => {
      const problem = error instanceof CallError ? error.problem : undefined;
      if (problem?.status === 412) onStale?.();
      else if (problem && form.current) {
        setFaults(faultsOf(problem, form.current, language === "ja"));
      } else setFaults({ fields: {}, others: [t.failure.networkDetail] });
    },
  });

  function submitted(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (act.isPending) return;
    const fields = faultsIn(event.currentTarget, t.invalid);
    setFaults({ fields, others: [] });
    setAttempt(attempt + 1); // the summary takes focus again, even with the same errors
    if (Object.keys(fields).length) act.reset();
    else act.mutate(new FormData(event.currentTarget));
  }

  const isStale = act.error instanceof CallError && act.error.status === 412;
  const found = form.current
    ? namesIn(form.current).flatMap((name) => {
        const message = faults.fields[name];
        return message ? [{ id: idOf(prefix, name), message }] : [];
      })
    : [];
  return (
    <FormContext value={{ prefix, errors: faults.fields }}>
      <form
        className="grid max-w-[45rem] grid-cols-1 gap-5"
        noValidate
        onSubmit={submitted}
        ref={form}
      >
        {found.length > 0 && <ErrorSummary errors={found} key={attempt} />}
        {children}
        {isStale && <Refused lines={[step.staleDetail]} title={step.stale} />}
        {!isStale && faults.others.length > 0 && <Refused lines={faults.others} />}
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <button aria-disabled={act.isPending} className={SOLID} type="submit">
            {act.isPending ? step.sending : submit}
          </button>
          <span className="font-700 text-green-900" role="status">
            {act.isSuccess && done && (
              <>
                <CheckIcon /> {done}
              </>
            )}
          </span>
        </p>
      </form>
    </FormContext>
  );
}

/** Why nothing was recorded, where it concerns no single input. */
export function Refused({ title, lines }: { title?: string; lines: string[] }) {
  return (
    <div className="rounded-8 border-2 border-error-1 p-4" role="alert">
      {title && (
        <p className="font-700 text-error-2">
          <AlertIcon /> {title}
        </p>
      )}
      {lines.map((line) => (
        <p className={title ? "" : "font-700 text-error-2"} key={line}>
          {!title && <AlertIcon />} {line}
        </p>
      ))}
    </div>
  );
}
