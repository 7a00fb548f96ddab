import { Link } from "@tanstack/react-router";
import type { RelaxationOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { chosen, type SearchState } from "@/lib/search";
import { SOLID } from "@/ui/styles";
import { useNameOf } from "./Chosen";
import { Relaxations } from "./Relaxations";

interface Props {
  state: SearchState;
  relaxations: RelaxationOut[];
}

/** Never a dead end: what was asked, the one condition to drop, and whom else to ask. */
export function EmptyResult({ state, relaxations }: Props) {
  const { t } = useSpeech();
  const nameOf = useNameOf();
  const asked = chosen(state).map(nameOf);
  return (
    <section className="grid grid-cols-1 gap-4 rounded-8 border border-solid-gray-420 p-4 md:p-6">
      <h3 className="text-std-20B-150">{t.search.emptyTitle}</h3>
      <p>
        {t.search.emptySearched(state.q ?? "")}
        {asked.length > 0 && t.aside(asked.join(t.separator))}
      </p>
      <Relaxations relaxations={relaxations} state={state} />
      <ul className="grid list-disc grid-cols-1 gap-2 pl-6">
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
