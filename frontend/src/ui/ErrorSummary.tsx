import { type ReactNode, useEffect, useRef } from "react";
import { useSpeech } from "@/i18n/language";
import { AlertIcon } from "./icons";

interface Props {
  /** Ids of the inputs with what is wrong with them, in the order of the form. */
  errors: { id: string; message: string }[];
}

/** The errors of a form, each a link to its input. */
export function ErrorSummary({ errors }: Props) {
  return (
    <ErrorList>
      {errors.map(({ id, message }) => (
        <li key={id}>
          <a
            className="text-error-2!"
            href={`#${id}`}
            onClick={(event) => {
              event.preventDefault();
              document.getElementById(id)?.focus();
            }}
          >
            {message}
          </a>
        </li>
      ))}
    </ErrorList>
  );
}

/** List items that lead to what is wrong, wherever it stands. Takes focus when it appears. */
export function ErrorList({ children }: { children: ReactNode }) {
  const { t } = useSpeech();
  const summary = useRef<HTMLElement>(null);

  useEffect(() => summary.current?.focus(), []);

  return (
    <section
      aria-labelledby="error-summary"
      className="grid grid-cols-1 gap-2 rounded-8 border-2 border-error-1 p-4"
      ref={summary}
      role="alert"
      tabIndex={-1}
    >
      <h2 className="text-error-2 text-std-20B-150" id="error-summary">
        <AlertIcon /> {t.invalid.summary}
      </h2>
      <ul className="list-disc pl-6">{children}</ul>
    </section>
  );
}
