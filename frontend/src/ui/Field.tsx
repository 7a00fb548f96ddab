import type { ReactNode } from "react";
import { useSpeech } from "@/i18n/language";
import { AlertIcon } from "./icons";

interface Props {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  className?: string;
  children: ReactNode;
}

/** A labelled input with its hint and its error; the input names them by `describedBy(id, …)`. */
export function Field({ id, label, hint, error, optional, className = "", children }: Props) {
  const { t } = useSpeech();
  return (
    <div className={`grid min-w-0 grid-cols-1 content-start gap-1 ${className}`}>
      <label className="font-700" htmlFor={id}>
        {label}
        {optional && <span className="ml-2 font-400 text-solid-gray-600">{t.search.optional}</span>}
      </label>
      {hint && (
        <p className="text-std-16N-170 text-solid-gray-700" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={id}>{error}</FieldError>}
      {children}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="font-700 text-error-2" id={`${id}-error`}>
      <AlertIcon /> {children}
    </p>
  );
}

export function describedBy(id: string, { hint, error }: { hint?: unknown; error?: unknown }) {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}
