import type { StockLevel } from "@/api";
import { type AsSpelt, first, list, oneOf } from "@/lib/address";

/** In the order of the work; the first is where a case opens. */
export const SECTIONS = [
  "summary",
  "premises",
  "inventory",
  "flow",
  "schedule",
  "priorities",
  "impact",
  "options",
  "alternatives",
  "portfolio",
  "check",
  "plan",
  "print",
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** What the address of a case says: its page, and what is looked at there. */
export interface CaseState {
  section?: SectionName;
  product?: string;
  scenario?: string;
  level?: Exclude<StockLevel, "mean">;
  option?: string;
  step?: string[];
}

export function readCase(raw: AsSpelt<CaseState>): CaseState {
  return {
    section: oneOf(raw.section, SECTIONS),
    product: first(raw.product),
    scenario: first(raw.scenario),
    level: oneOf(raw.level, ["minimum", "maximum"]),
    option: first(raw.option),
    step: list(raw.step),
  };
}
