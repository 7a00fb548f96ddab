import { Link } from "@tanstack/react-router";
import type { NeedOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { CHIP } from "@/ui/styles";
import { useConstraintTexts } from "./constraints";

export function NeedCard({ need }: { need: NeedOut }) {
  const { t, date } = useSpeech();
  const page = usePageTexts();
  const constraints = useConstraintTexts(need.constraints);
  return (
    <article className="grid grid-cols-1 gap-2 rounded-8 border border-solid-gray-420 p-4 md:p-6">
      <p className="flex flex-wrap items-center gap-x-3 text-std-16N-170">
        <strong className="rounded-4 border border-blue-900 px-2 font-700 text-blue-1000">
          {t.purpose[need.kind]}
        </strong>
        <Poster need={need} />
        <span className="text-solid-gray-700">{page.need.updated(date(need.updated_at))}</span>
      </p>
      <h2 className="text-std-20B-150" lang="ja">
        <Link params={{ id: need.id }} to="/needs/$id">
          {need.title}
        </Link>
      </h2>
      {need.description && (
        <p className="line-clamp-2" lang="ja">
          {need.description}
        </p>
      )}
      {constraints.length > 0 && (
        <ul aria-label={page.need.constraints} className="flex flex-wrap gap-2">
          {constraints.map((text) => (
            <li className={CHIP} key={text}>
              {text}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** Who is asking: a firm, or one that keeps its name back. */
export function Poster({ need }: { need: NeedOut }) {
  const { t } = useSpeech();
  const { board } = useOwnerTexts();
  if (!need.firm) return <span>{board.anonymous}</span>;
  const { name, cluster } = need.firm;
  return <span>{cluster ? name + t.aside(cluster) : name}</span>;
}
