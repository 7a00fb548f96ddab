const DAY = 86_400_000;

/** Writes the ISO week of a moment as it is in Japan, or some weeks later, as 2026-W48. */
export function weekOf(moment: Date, later = 0): string {
  // Nine hours ahead, and then read as if it were UTC: Japan has no summer time.
  const there = new Date(moment.getTime() + 9 * 3_600_000 + later * 7 * DAY);
  const weekday = there.getUTCDay() || 7;
  const thursday = new Date(there.getTime() + (4 - weekday) * DAY);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = Math.floor((thursday.getTime() - first) / DAY / 7) + 1;
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, "0")}`;
}
