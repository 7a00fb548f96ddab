const DAY = 86_400_000; // milliseconds
const AHEAD = 9 * 3_600_000; // Japan's clocks before those of UTC, all the year round

/** A week as ISO 8601 numbers it, with its Monday as a day of UTC. */
export interface Week {
  name: string;
  year: number;
  number: number;
  monday: Date;
}

/** The week in Japan at a moment. */
export function weekAt(moment: Date): Week {
  return weekOf(new Date(moment.getTime() + AHEAD));
}

/** The week that is written `2026-W48`; undefined where there is no such week. */
export function readIsoWeek(name: string): Week | undefined {
  const [year, number] = name.split("-W").map(Number) as [number, number];
  const fourth = new Date(Date.UTC(year, 0, 4)); // is always in the first week
  const week = weekOf(new Date(fourth.getTime() + (number - 1) * 7 * DAY));
  return week.name === name ? week : undefined;
}

/** The week that is so many weeks later; earlier, where the number is below nothing. */
export function later(week: Week, weeks: number): Week {
  return weekOf(new Date(week.monday.getTime() + weeks * 7 * DAY));
}

export const sundayOf = ({ monday }: Week) => new Date(monday.getTime() + 6 * DAY);

function weekOf(day: Date): Week {
  const weekday = (day.getUTCDay() + 6) % 7; // Monday is the first, 0
  const midnight = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate());
  const monday = new Date(midnight - weekday * DAY);
  const year = new Date(monday.getTime() + 3 * DAY).getUTCFullYear(); // its Thursday's
  const first = Date.UTC(year, 0, 4);
  const number = 1 + Math.floor((monday.getTime() + 3 * DAY - first + 3 * DAY) / (7 * DAY));
  return { name: `${year}-W${String(number).padStart(2, "0")}`, year, number, monday };
}
