import type { Problem } from "@/api";
import type { Messages } from "@/i18n/ja";
import { readNumber } from "@/lib/text";

/** What is wrong with a form: by input, and what belongs to no input of it. */
export interface Faults {
  fields: Record<string, string>;
  others: string[];
}

export const NO_FAULTS: Faults = { fields: {}, others: [] };

/** What the page itself can say: inputs that are needed and empty, and numbers that are none. */
export function faultsIn(form: HTMLFormElement, invalid: Messages["invalid"]): Faults["fields"] {
  const data = new FormData(form);
  const fields: Faults["fields"] = {};
  for (const input of form.querySelectorAll<HTMLInputElement>("[data-required]")) {
    const isFilled = data.getAll(input.name).some((value) => String(value).trim());
    if (!isFilled) fields[input.name] = invalid.required(input.dataset.required ?? "");
  }
  for (const input of form.querySelectorAll<HTMLInputElement>("[data-whole]")) {
    const isWhole = Number.isInteger(readNumber(input.value));
    if (input.value.trim() && !isWhole) {
      fields[input.name] = invalid.whole(input.dataset.whole ?? "");
    }
  }
  return fields;
}

/** Brings what the API refused back to the inputs it is about: `/heard/said_by` is `heard.said_by`. */
export function faultsOf(problem: Problem, form: HTMLFormElement, isJapanese: boolean): Faults {
  const faults: Faults = { fields: {}, others: [] };
  const sentence = (item: { detail: string; detail_en: string }) =>
    isJapanese ? item.detail : item.detail_en;
  for (const item of problem.errors ?? []) {
    const name = inputNamed(form, item.pointer);
    if (name) faults.fields[name] ??= sentence(item);
    else faults.others.push(sentence(item));
  }
  if (!Object.keys(faults.fields).length && !faults.others.length) {
    faults.others.push(sentence(problem));
  }
  return faults;
}

function inputNamed(form: HTMLFormElement, pointer: string): string | undefined {
  const parts = pointer.split(/[/[\].]/).filter(Boolean);
  const names = namesIn(form);
  const whole = parts.join(".");
  const last = parts.at(-1);
  return (
    names.find((name) => name === whole) ?? names.find((name) => name.split(".").at(-1) === last)
  );
}

/** The names of a form's inputs, in the order of the page. */
export function namesIn(form: HTMLFormElement): string[] {
  const inputs = form.querySelectorAll<HTMLInputElement>("input, select, textarea");
  return [...new Set([...inputs].map(({ name }) => name).filter(Boolean))];
}
