import type { ReadingOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { CHIP } from "@/ui/styles";

/** How the words of the question were understood. */
export function Reading({ reading }: { reading: ReadingOut }) {
  const { t } = useSpeech();
  const read = [...reading.processes, ...reading.constraints];
  if (!read.length) return null;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <p className="text-std-16N-170 text-solid-gray-700">{t.search.reading}</p>
      <ul className="flex flex-wrap gap-2">
        {read.map((item) => (
          <li className={CHIP} key={item}>
            {item}
          </li>
        ))}
      </ul>
    </div>
  );
}
