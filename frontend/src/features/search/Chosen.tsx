import { Link } from "@tanstack/react-router";
import { useSpeech } from "@/i18n/language";
import { type Chosen as Choice, chosen, type SearchState, withoutAll } from "@/lib/search";
import { CrossIcon } from "@/ui/icons";
import { TEXT } from "@/ui/styles";

/** What narrows the search: one removable chip each, and a way to drop them all. */
export function Chosen({ state }: { state: SearchState }) {
  const { t } = useSpeech();
  const choices = chosen(state);
  const nameOf = useNameOf();
  if (!choices.length) return null;
  return (
    <section aria-label={t.search.chosen} className="flex flex-wrap items-center gap-2">
      <ul className="contents">
        {choices.map((choice) => (
          <li key={`${choice.name}-${choice.value}`}>
            <Link
              aria-label={t.search.remove(nameOf(choice))}
              className="inline-flex min-h-11 items-center gap-1 rounded-full border border-blue-900 bg-blue-50 px-4 text-blue-1000! no-underline hover:bg-blue-100"
              resetScroll={false}
              search={choice.without}
              to="/"
            >
              {nameOf(choice)}
              <CrossIcon />
            </Link>
          </li>
        ))}
      </ul>
      <Link className={`${TEXT} px-2`} resetScroll={false} search={withoutAll(state)} to="/">
        {t.search.clearAll}
      </Link>
    </section>
  );
}

/** How a condition is called where it stands alone. */
export function useNameOf() {
  const { t, number } = useSpeech();
  return ({ name, value }: Pick<Choice, "name" | "value">): string => {
    switch (name) {
      case "cluster":
      case "prefecture":
      case "certification":
        return value;
      case "kind":
        return t.firmKind[value as keyof typeof t.firmKind];
      case "exclude_cluster":
      case "seeker_ref":
        return t.condition[name](value);
      default:
        return t.condition[name](number(value));
    }
  };
}
