import type { LinkOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { FirmLink } from "@/ui/FirmLink";

/** Where several processes are asked for: firms that could take each, so that work can be shared. */
export function Links({ links = [] }: { links?: LinkOut[] }) {
  const { t } = useSpeech();
  if (links.length < 2) return null;
  return (
    <section className="grid gap-2 rounded-8 border border-solid-gray-200 p-4">
      <h2 className="font-700">{t.search.links}</h2>
      <ul className="grid gap-1">
        {links.map(({ step, firms }) => (
          <li className="flex min-w-0 flex-wrap gap-x-3" key={step}>
            <span lang="ja">{step}</span>
            {firms.length === 0 && <span>{t.search.noLink}</span>}
            {firms.map((firm) => (
              <FirmLink firm={firm} key={firm.id}>
                {firm.name}
              </FirmLink>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
