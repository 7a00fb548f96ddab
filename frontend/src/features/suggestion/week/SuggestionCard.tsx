import { Link } from "@tanstack/react-router";
import type { SuggestionOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Fact, Facts } from "@/ui/Facts";
import { FirmLink } from "@/ui/FirmLink";
import { CHIP } from "@/ui/styles";
import { FirmLine } from "../FirmLine";
import { FourAnswers } from "../FourAnswers";

/** Who, why you, what is missing, and one tap to answer. */
export function SuggestionCard({ suggestion }: { suggestion: SuggestionOut }) {
  const { t, language } = useSpeech();
  const { list, ground } = useSuggestionTexts();
  const { firm, is_other_cluster, is_trial, need_id, need_title } = suggestion;
  const isJapanese = language === "ja";
  const why = isJapanese ? suggestion.why : suggestion.why_en;
  const missing = isJapanese ? suggestion.missing : suggestion.missing_en;
  return (
    <article className="grid grid-cols-1 gap-4 rounded-8 border border-solid-gray-420 p-4 md:p-6">
      <header className="grid grid-cols-1 gap-1">
        <p className="flex flex-wrap gap-2">
          <span className={CHIP}>{ground[suggestion.ground]}</span>
          {suggestion.ground !== "joint_development" && (
            <span className={CHIP}>{t.purpose[suggestion.purpose]}</span>
          )}
          {is_other_cluster && <span className={CHIP}>{list.otherCluster}</span>}
          {is_trial && <span className={CHIP}>{list.trial}</span>}
        </p>
        <h2 className="text-std-20B-150" lang="ja">
          <FirmLink firm={firm}>{firm.name}</FirmLink>
        </h2>
        <FirmLine firm={firm} />
        {is_trial && <p className="text-std-16N-170">{list.trialLead}</p>}
      </header>
      <Facts>
        {need_title && (
          <Fact label={list.need}>
            <span lang="ja">
              {need_id ? (
                <Link params={{ id: need_id }} to="/needs/$id">
                  {need_title}
                </Link>
              ) : (
                need_title
              )}
            </span>
          </Fact>
        )}
        <Fact label={list.why}>
          <Sentences lines={why} />
        </Fact>
        <Fact label={list.missing}>
          {missing.length ? <Sentences lines={missing} /> : list.nothingMissing}
        </Fact>
      </Facts>
      <FourAnswers suggestion={suggestion} />
    </article>
  );
}

function Sentences({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
