import type { StockLevel } from "@/api";
import { first, list, oneOf } from "@/lib/address";

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

/** The same before it is read: the first page loads the routes, but not what is allowed here. */
export type CaseAddress = { [Name in keyof CaseState]?: string | string[] };

export function readCase(raw: CaseAddress): CaseState {
  return {
    section: oneOf(raw.section, SECTIONS),
    product: first(raw.product),
    scenario: first(raw.scenario),
    level: oneOf(raw.level, ["minimum", "maximum"]),
    option: first(raw.option),
    step: list(raw.step),
  };
}
