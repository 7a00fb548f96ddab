import type { MatchOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import type { Answering } from "./answering";
import type { Asked } from "./asked";
import { MatchCard } from "./MatchCard";

interface Props {
  asked: Asked;
  items: MatchOut[];
  answering?: Answering;
}

/** Firms that fail exactly one condition, each under the name of what it fails. */
export function NearMisses({ asked, items, answering }: Props) {
  const { t } = useSpeech();
  if (!items.length) return null;
  return (
    <section className="grid grid-cols-1 gap-4 pt-4">
      <h2 className="text-std-22B-150">{t.search.nearMisses}</h2>
      <p>{t.search.nearMissesLead}</p>
      <ol className="grid grid-cols-1 gap-4">
        {items.map((match) => (
          <li key={match.firm.id}>
            <MatchCard answering={answering} asked={asked} isNearMiss match={match} />
          </li>
        ))}
      </ol>
    </section>
  );
}
