import { type ReactNode, useState } from "react";
import { useAccountTexts } from "@/i18n/account";
import type { Faults } from "@/lib/forms/refusal";
import { ErrorSummary } from "@/ui/ErrorSummary";
import { SOLID } from "@/ui/styles";
import { Refused } from "./Refused";

interface Props {
  /** Ids of the inputs in the order of the form, which is the order of the summary. */
  inputs?: readonly string[];
  faults?: Faults;
  /** What the API refused for reasons that no input has. */
  error?: unknown;
  isSending: boolean;
  submit: string;
  label?: string;
  onSubmit: () => void;
  children?: ReactNode;
  /** Stands beside the button. */
  aside?: ReactNode;
}

/** A form with the summary of its errors above and its button below. */
export function Form(props: Props) {
  const { inputs = [], faults = {}, error, isSending, submit, label, onSubmit } = props;
  const text = useAccountTexts();
  const [attempt, setAttempt] = useState(0);
  const found = inputs.flatMap((id) => (faults[id] ? [{ id, message: faults[id] }] : []));
  return (
    <form
      aria-label={label}
      className="grid grid-cols-1 gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempt(attempt + 1); // the summary takes focus again, even with the same errors
        if (!isSending) onSubmit();
      }}
    >
      {found.length > 0 && <ErrorSummary errors={found} key={attempt} />}
      {props.children}
      {!!error && !isSending && <Refused error={error} />}
      <p className="flex flex-wrap items-center gap-3">
        <button aria-disabled={isSending} className={SOLID} type="submit">
          {isSending ? text.form.sending : submit}
        </button>
        {props.aside}
      </p>
    </form>
  );
}
