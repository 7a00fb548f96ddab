import { Link } from "@tanstack/react-router";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { later, sundayOf, type Week } from "@/lib/isoWeek";

const WAY = "inline-flex min-h-11 items-center";

/** The week that is shown, and the way to the one before and after it. */
export function WeekChooser({ week, now }: { week: Week; now: Week }) {
  const { date, t } = useSpeech();
  const { list } = useSuggestionTexts();
  const isNow = week.name === now.name;
  const addressOf = ({ name }: Week) => ({ week: name === now.name ? undefined : name });
  const day = (at: Date) => date(at.toISOString().slice(0, 10));
  return (
    <nav aria-label={list.weeks} className="grid grid-cols-1 gap-1 print:hidden">
      <p>
        <strong>{list.week(week.year, week.number)}</strong>
        {isNow && t.aside(list.thisWeek)} {list.days(day(week.monday), day(sundayOf(week)))}
      </p>
      <p className="flex flex-wrap gap-x-6">
        <Link className={WAY} search={addressOf(later(week, -1))} to="/my/suggestions">
          {list.earlier}
        </Link>
        {week.name < now.name && (
          <Link className={WAY} search={addressOf(later(week, 1))} to="/my/suggestions">
            {list.later}
          </Link>
        )}
        {!isNow && (
          <Link className={WAY} search={{}} to="/my/suggestions">
            {list.thisWeek}
          </Link>
        )}
      </p>
    </nav>
  );
}
