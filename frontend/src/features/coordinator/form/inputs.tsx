import type { ReactNode } from "react";
import { useSpeech } from "@/i18n/language";
import { readNumber } from "@/lib/text";
import { Field, FieldError } from "@/ui/Field";
import { INPUT } from "@/ui/styles";
import { useInput } from "./context";

interface Shared {
  name: string;
  label: string;
  hint?: string;
  /** Refused on the page when it is empty; what else may be wrong the API says. */
  isRequired?: boolean;
}

interface TextProps extends Shared {
  type?: "text" | "date" | "email" | "tel";
  /** A whole number, which may be typed as 「１，２００」. */
  isWhole?: boolean;
  value?: string;
}

export function TextInput({ name, label, hint, isRequired, type, isWhole, value }: TextProps) {
  const { id, error, aria } = useInput(name, hint);
  return (
    <Field error={error} hint={hint} id={id} label={label} optional={!isRequired}>
      <input
        {...aria}
        autoComplete="off"
        className={`${INPUT} ${type === "date" ? "max-w-56" : ""}`}
        data-required={isRequired ? label : undefined}
        data-whole={isWhole ? label : undefined}
        defaultValue={value}
        id={id}
        inputMode={isWhole ? "numeric" : undefined}
        name={name}
        type={type ?? "text"}
      />
    </Field>
  );
}

export function LongText({ name, label, hint, isRequired }: Shared) {
  const { id, error, aria } = useInput(name, hint);
  return (
    <Field error={error} hint={hint} id={id} label={label} optional={!isRequired}>
      <textarea
        {...aria}
        className={INPUT}
        data-required={isRequired ? label : undefined}
        id={id}
        name={name}
        rows={3}
      />
    </Field>
  );
}

interface Option {
  value: string;
  label: string;
}

interface SelectProps extends Shared {
  options: Option[];
  /** What stands for no choice. */
  empty?: string;
  value?: string;
}

export function Select({ name, label, hint, isRequired, options, empty, value }: SelectProps) {
  const { id, error, aria } = useInput(name, hint);
  return (
    <Field error={error} hint={hint} id={id} label={label} optional={!isRequired}>
      <select
        {...aria}
        className={INPUT}
        data-required={isRequired ? label : undefined}
        defaultValue={value ?? ""}
        id={id}
        name={name}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface ChoicesProps extends Shared {
  options: Option[];
  /** Several may be chosen. */
  isMany?: boolean;
  value?: string;
  onChoose?: (value: string) => void;
}

/** Radios or check boxes under one legend. */
export function Choices(props: ChoicesProps) {
  const { name, label, hint, isRequired, options, isMany, value, onChoose } = props;
  const { t } = useSpeech();
  const { id, error, aria } = useInput(name, hint);
  return (
    <fieldset aria-describedby={aria["aria-describedby"]} className="min-w-0">
      <legend className="font-700">
        {label}
        {!isRequired && (
          <span className="ml-2 font-400 text-solid-gray-600">{t.search.optional}</span>
        )}
      </legend>
      {hint && (
        <p className="text-std-16N-170 text-solid-gray-700" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={id}>{error}</FieldError>}
      {options.map((option, at) => (
        <label className="flex min-h-11 items-center gap-3 py-1" key={option.value}>
          <input
            className="size-6 shrink-0 accent-blue-900"
            data-required={isRequired ? label : undefined}
            defaultChecked={option.value === value}
            id={at === 0 ? id : undefined}
            name={name}
            onChange={() => onChoose?.(option.value)}
            type={isMany ? "checkbox" : "radio"}
            value={option.value}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

export function Check({ name, label }: Pick<Shared, "name" | "label">) {
  const { id } = useInput(name);
  return (
    <label className="flex min-h-11 items-center gap-3 py-1">
      <input
        className="size-6 shrink-0 accent-blue-900"
        id={id}
        name={name}
        type="checkbox"
        value="true"
      />
      {label}
    </label>
  );
}

/** Short inputs beside each other where there is room. */
export function Beside({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 sm:items-end">{children}</div>;
}

/** Pairs of a value and what it is called, in the order of the names. */
export function optionsOf(names: Record<string, string>, only?: readonly string[]): Option[] {
  return Object.entries(names)
    .filter(([value]) => !only || only.includes(value))
    .map(([value, label]) => ({ value, label }));
}

/** What was typed or chosen, without white space around it; undefined where nothing was. */
export function textOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return (typeof value === "string" && value.trim()) || undefined;
}

/** What was typed as a whole number; undefined where nothing was. */
export function wholeOf(form: FormData, name: string): number | undefined {
  const text = textOf(form, name);
  return text === undefined ? undefined : readNumber(text);
}

/** One of the values that a choice has; undefined where none was made. */
export function choiceOf<T extends string>(
  form: FormData,
  name: string,
  names: Readonly<Record<T, unknown>>,
): T | undefined {
  const value = textOf(form, name);
  return value !== undefined && value in names ? (value as T) : undefined;
}
