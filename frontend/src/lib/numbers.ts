import type { Messages } from "@/i18n/ja";
import { NUMBERS, type NumberName } from "@/lib/search";
import { readNumber } from "@/lib/text";

const WHOLE: readonly NumberName[] = ["lot", "max_lead_time_days"];

/** What is wrong with numbers as they were typed, a sentence an input; empty ones are right. */
export function checkNumbers(
  draft: Record<NumberName, string>,
  { invalid, field }: Pick<Messages, "invalid" | "field">,
): Partial<Record<NumberName, string>> {
  const errors: Partial<Record<NumberName, string>> = {};
  for (const name of NUMBERS) {
    if (!draft[name].trim()) continue;
    const value = readNumber(draft[name]);
    const label = field[name];
    if (WHOLE.includes(name) && !Number.isInteger(value)) errors[name] = invalid.whole(label);
    else if (!(value > 0)) errors[name] = invalid.number(label);
  }
  return errors;
}
