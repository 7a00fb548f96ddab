import { Link } from "@tanstack/react-router";
import type { SearchAnswer } from "@/api";
import { useSpeech } from "@/i18n/language";
import { chosen, type SearchState } from "@/lib/search";
import { SOLID } from "@/ui/styles";
import { useNameOf } from "./Chosen";
import { Relaxations } from "./Relaxations";
import { useRead } from "./read";

interface Props {
  state: SearchState;
  answer: SearchAnswer;
}

/** Never a dead end: what was asked, the one condition to drop, and whom else to ask. */
export function EmptyResult({ state, answer }: Props) {
  const { t } = useSpeech();
  const nameOf = useNameOf();
  const asked = chosen(state).map(nameOf);
  const read = useRead(answer.reading, state).filter(({ isIgnored }) => !isIgnored);
  const isUnmatched = answer.nothing_fits && asked.length === 0; // it is not the conditions
  return (
    <section className="grid grid-cols-1 gap-4 rounded-8 border border-solid-gray-420 p-4 md:p-6">
      <h3 className="text-std-20B-150">
        {isUnmatched ? t.search.nothingFits : t.search.emptyTitle}
      </h3>
      {isUnmatched && <p>{t.search.nothingFitsWhy}</p>}
      <p>
        {t.search.emptySearched(state.q ?? "")}
        {asked.length > 0 && t.aside(asked.join(t.separator))}
      </p>
      {read.length > 0 && (
        <p>{t.search.emptyRead(read.map(({ label }) => label).join(t.separator))}</p>
      )}
      <Relaxations relaxations={answer.relaxations} state={state} />
      <ul className="grid list-disc grid-cols-1 gap-2 pl-6">
        {read.length > 0 && <li>{t.search.unreadInstead}</li>}
        <li>{t.search.otherWords}</li>
        <li>{t.search.postInstead}</li>
        <li>{t.search.chamber}</li>
      </ul>
      <p>
        <Link className={SOLID} search={state} to="/needs/new">
          {t.search.post}
        </Link>
      </p>
    </section>
  );
}
