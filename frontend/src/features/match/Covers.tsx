import type { CoverOut } from "@/api";
import { useSpeech } from "@/i18n/language";

/** Which of several processes the firm takes: 「旋削 ○（NC旋盤）　研磨 ―」, and words for the signs. */
export function Covers({ covers = [] }: { covers?: CoverOut[] }) {
  const { t } = useSpeech();
  if (covers.length < 2) return null;
  return (
    <section className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h4 className="font-700">{t.match.covers}</h4>
      <ul className="flex min-w-0 flex-wrap gap-x-4 gap-y-1">
        {covers.map(({ step, covered, text }) => (
          <li className={covered ? "" : "text-solid-gray-700"} key={step}>
            <span lang="ja">{step}</span>
            <span aria-hidden="true" className={covered ? "font-700 text-green-900" : ""}>
              {covered ? " ○" : " ―"}
            </span>
            <span className="sr-only">
              {t.colon}
              {covered ? t.match.covered : t.match.notCovered}
            </span>
            {text && text !== step && <span lang="ja">{t.aside(text)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
