import type { Language } from "@/i18n/language";
import { CallError } from "@/lib/problem";

/** What is wrong with the inputs of a form, by their ids. */
export type Faults = Partial<Record<string, string>>;

interface Refusal {
  faults: Faults;
  /** The error, where it is about none of the inputs. */
  rest: unknown;
}

/**
 * Brings what the API refused back to the inputs it is about.
 *
 * `inputs` says which input holds a field of the body: `/region/clusters` is found by `clusters`.
 */
export function refusalOf(
  error: unknown,
  language: Language,
  inputs: Record<string, string> = {},
): Refusal {
  const faults: Faults = {};
  const problem = error instanceof CallError ? error.problem : undefined;
  for (const { pointer, detail, detail_en } of problem?.errors ?? []) {
    const name = Object.keys(inputs).find((field) => pointer.split("/").includes(field));
    const id = name && inputs[name];
    if (id) faults[id] ??= language === "ja" ? detail : detail_en;
  }
  return { faults, rest: Object.keys(faults).length ? undefined : error };
}
