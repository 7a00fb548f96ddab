import { useNavigate } from "@tanstack/react-router";
import type { ReadingOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { type SearchState, toggle } from "@/lib/search";
import { CrossIcon } from "@/ui/icons";
import { CHIP } from "@/ui/styles";
import { type Read, unlisted, useRead } from "./read";

interface Props {
  reading: ReadingOut;
  state: SearchState;
}

/** How the words of the question were understood; what is not meant can be taken back. */
export function Reading({ reading, state }: Props) {
  const { t } = useSpeech();
  const read = useRead(reading, state);
  const plain = unlisted(reading, state);
  if (!read.length && !plain.length) return null;
  return (
    <section
      aria-labelledby="reading"
      className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2"
    >
      <p className="text-std-16N-170 text-solid-gray-700" id="reading">
        {t.search.reading}
      </p>
      <ul className="flex min-w-0 flex-wrap items-center gap-2">
        {read.map((item) => (
          <li className="min-w-0" key={item.name}>
            <ReadChip item={item} state={state} />
          </li>
        ))}
        {plain.map((item) => (
          <li className={CHIP} key={item}>
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One piece of the reading. Its only button takes it back, and the next press brings it back. */
function ReadChip({ item, state }: { item: Read; state: SearchState }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { name, kind, label, lang, words, isIgnored } = item;
  return (
    <button
      className={`inline-flex min-h-11 max-w-full items-center gap-2 rounded-8 border px-3 py-1 text-left hover:bg-blue-100 print:min-h-0 print:border-0 print:p-0 ${isIgnored ? "border-solid-gray-536 border-dashed text-solid-gray-700" : "border-blue-900 bg-blue-50"}`}
      onClick={() =>
        navigate({ to: "/", search: toggle(state, "ignore", name), resetScroll: false })
      }
      type="button"
    >
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        {kind && <span className="text-solid-gray-700 text-std-16N-170">{kind}</span>}
        <span className={isIgnored ? "line-through" : "font-700"} lang={lang}>
          {label}
        </span>
        {words && (
          <span lang="ja">
            {t.quote.open}
            {words}
            {t.quote.close}
          </span>
        )}
      </span>
      {isIgnored ? (
        <>
          <span className="sr-only">{t.search.reread.silent}</span>
          <span className="whitespace-nowrap text-blue-1000 underline underline-offset-[0.1875rem]">
            {t.search.reread.spoken}
          </span>
        </>
      ) : (
        <>
          <span className="sr-only">{t.search.unread}</span>
          <CrossIcon />
        </>
      )}
    </button>
  );
}
