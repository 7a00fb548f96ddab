import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { IntroductionOut } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { CHIP } from "@/ui/styles";
import { remindersQuestion } from "../questions";

/** What waits for the coordinator today, the most pressing first. */
export function Today() {
  const { today, side } = useIntroductionTexts();
  const { t } = useSpeech();
  const reminders = useQuery(remindersQuestion);
  if (reminders.isPending) return <Loading />;
  if (reminders.isError) {
    return <Failure error={reminders.error} retry={() => reminders.refetch()} />;
  }
  const { cases, questions, hand_overs, wishes } = reminders.data;
  const nothing = ![cases, questions, hand_overs, wishes].some((items) => items.length);
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150">{today.title}</h2>
      {nothing && <p>{today.nothing}</p>}
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <Group count={wishes.length} title={today.wishes}>
          {wishes.map((item) => (
            <CaseLine case={item} key={item.introduction_ref} />
          ))}
        </Group>
        <Group count={hand_overs.length} title={today.handOvers}>
          {hand_overs.map((item) => (
            <CaseLine case={item} key={item.introduction_ref} />
          ))}
        </Group>
        <Group count={cases.length} title={today.due}>
          {cases.map(({ introduction, days_overdue }) => (
            <CaseLine case={introduction} key={introduction.introduction_ref}>
              {days_overdue ? (
                <strong className="font-700 text-error-2">{today.overdue(days_overdue)}</strong>
              ) : (
                <strong className="font-700">{today.dueToday}</strong>
              )}
            </CaseLine>
          ))}
        </Group>
        <Group count={questions.length} title={today.questions}>
          {questions.map(({ introduction, side: asked, after_days }) => (
            <CaseLine case={introduction} key={introduction.introduction_ref + asked}>
              {today.ask(introduction[asked]?.name ?? side[asked], after_days)}
              {t.aside(side[asked])}
            </CaseLine>
          ))}
        </Group>
      </div>
    </section>
  );
}

const SHOWN = 5; // lines of a group before the rest is folded away

function Group({
  title,
  count,
  children,
}: {
  title: string;
  count: number;
  children: ReactNode[];
}) {
  const { today } = useIntroductionTexts();
  const { t } = useSpeech();
  if (!count) return null;
  const rest = children.slice(SHOWN);
  return (
    <section className="min-w-0 rounded-8 border border-solid-gray-420 p-4">
      <h3 className="flex items-baseline justify-between gap-3 text-std-20B-150">
        {title}
        <span className="font-400 text-std-17N-170">{today.count(count)}</span>
      </h3>
      <ul>{children.slice(0, SHOWN)}</ul>
      {rest.length > 0 && (
        <details>
          <summary className="min-h-11 py-2 text-blue-1000 underline">
            {t.search.allValues(rest.length)}
          </summary>
          <ul>{rest}</ul>
        </details>
      )}
    </section>
  );
}

function CaseLine({ case: item, children }: { case: IntroductionOut; children?: ReactNode }) {
  const { stage, list } = useIntroductionTexts();
  const { seeker, candidate } = item;
  return (
    <li className="grid grid-cols-1 gap-1 border-solid-gray-200 border-b py-3 last:border-b-0">
      <span className="flex flex-wrap items-baseline gap-x-3">
        <Link
          lang="ja"
          params={{ ref: item.introduction_ref }}
          to="/coordinator/introductions/$ref"
        >
          {item.title}
        </Link>
        <span className={CHIP}>{stage[item.stage]}</span>
      </span>
      <span className="text-std-16N-170" lang="ja">
        {seeker?.name ?? list.unknown} → {candidate?.name ?? list.unknown}
      </span>
      {children && <span>{children}</span>}
    </li>
  );
}
