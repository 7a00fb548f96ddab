import { Link } from "@tanstack/react-router";
import type { RelaxationOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { relax, type SearchState } from "@/lib/search";

interface Props {
  state: SearchState;
  relaxations: RelaxationOut[];
}

/** Where little is found: which one condition to drop, and how many that finds. */
export function Relaxations({ state, relaxations }: Props) {
  const { t, say } = useSpeech();
  if (!relaxations.length) return null;
  return (
    <section>
      <h3 className="font-700">{t.search.relaxTitle}</h3>
      <ul>
        {relaxations.map((relaxation) => (
          <li key={relaxation.drop}>
            <Link
              className="inline-flex min-h-11 items-center"
              resetScroll={false}
              search={relax(state, relaxation)}
              to="/"
            >
              {say(relaxation)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
