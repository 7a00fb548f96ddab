import { createContext, use } from "react";
import { describedBy } from "@/ui/Field";

interface FormState {
  /** Ids are unique on a page with several forms. */
  prefix: string;
  /** What is wrong, by the name of the input. */
  errors: Readonly<Record<string, string>>;
}

export const FormContext = createContext<FormState>({ prefix: "form", errors: {} });

/** The id of an input of this form, what is wrong with it, and how it says so. */
export function useInput(name: string, hint?: string) {
  const { prefix, errors } = use(FormContext);
  const id = idOf(prefix, name);
  const error = errors[name];
  return {
    id,
    error,
    aria: { "aria-describedby": describedBy(id, { hint, error }), "aria-invalid": !!error },
  };
}

export function idOf(prefix: string, name: string): string {
  return `${prefix}-${name.replaceAll(".", "-")}`;
}
