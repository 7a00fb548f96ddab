import { type AsSpelt, first } from "@/lib/address";

/** Which week is looked at, as its address says: the current one, unless it names another. */
export interface WeekState {
  week?: string;
}

export function readWeek(raw: AsSpelt<WeekState>): WeekState {
  const week = first(raw.week);
  return { week: week && /^\d{4}-W\d{2}$/.test(week) ? week : undefined };
}
