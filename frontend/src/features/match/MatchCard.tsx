import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Fit, MatchOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { alternativesTo } from "@/lib/search";
import { FirmLink } from "@/ui/FirmLink";
import { CrossIcon } from "@/ui/icons";
import { OUTLINE, SOLID } from "@/ui/styles";
import type { Answering } from "./answering";
import type { Asked } from "./asked";
import { CapabilityChips } from "./CapabilityChips";
import { Correct } from "./Correct";
import { Covers } from "./Covers";
import { marksIn } from "./evidence";
import { Marked } from "./Marked";
import { Particulars } from "./Particulars";
import { Reasons } from "./Reasons";
import { Verdicts } from "./Verdicts";

interface Props {
  asked: Asked;
  match: MatchOut;
  isNearMiss?: boolean;
  answering?: Answering;
}

/** One firm and why it is shown, in the order in which a buyer decides. */
export function MatchCard({ asked, match, isNearMiss, answering }: Props) {
  const { firm } = match;
  const wrong = <Correct asked={asked} match={match} send={answering?.wrong} />;
  return (
    <article className="grid grid-cols-1 gap-4 rounded-8 border border-solid-gray-420 p-4 md:p-6 print:break-inside-avoid">
      {isNearMiss && <Failing match={match} />}
      <div className="grid grid-cols-1 gap-1">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <h3 className="min-w-0 text-std-20B-150" lang="ja">
            <FirmLink firm={firm}>{firm.name}</FirmLink>
          </h3>
          <FitLabel fit={match.fit} />
        </div>
        <Particulars firm={firm} isOtherCluster={match.is_other_cluster} />
      </div>
      <Covers covers={match.covers} />
      <Reasons match={match} />
      <Verdicts verdicts={match.constraints} />
      {firm.summary && (
        <p className="line-clamp-2 print:line-clamp-none" lang="ja">
          <Marked spans={marksIn(match, "summary")} text={firm.summary} />
        </p>
      )}
      <CapabilityChips match={match} />
      <Actions match={match} wrong={answering ? null : wrong} />
      {answering?.render(match, wrong)}
    </article>
  );
}

function Failing({ match }: { match: MatchOut }) {
  const { t, say, fieldName } = useSpeech();
  const failing = match.constraints.find(({ outcome }) => outcome === "not_met");
  if (!failing) return null;
  return (
    <p className="rounded-4 bg-red-50 px-3 py-2 text-error-2">
      <CrossIcon />{" "}
      <strong className="font-700">{t.search.nearMiss(fieldName(failing.name))}</strong>
      {t.colon}
      {say(failing)}
    </p>
  );
}

const STEPS: Record<Fit, number> = { 高い: 3, 中: 2, 低い: 1 };

function FitLabel({ fit }: { fit: Fit }) {
  const { t } = useSpeech();
  return (
    <p className="flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden="true" className="flex items-end gap-0.5">
        {[1, 2, 3].map((step) => (
          <span
            className={`w-1.5 ${["", "h-2", "h-3", "h-4"][step]} ${step <= STEPS[fit] ? "bg-green-900" : "bg-solid-gray-200"}`}
            key={step}
          />
        ))}
      </span>
      <span className="text-std-16N-170 text-solid-gray-700">{t.match.fitLabel}</span>
      <strong className="font-700">{t.fit[fit]}</strong>
    </p>
  );
}

function Actions({ match, wrong }: Pick<Props, "match"> & { wrong: ReactNode }) {
  const { t } = useSpeech();
  const { firm, capability } = match;
  return (
    <div className="flex flex-wrap gap-3 print:hidden">
      <FirmLink className={SOLID} firm={firm}>
        {t.match.open}
        <span className="sr-only">{t.match.openOf(firm.name)}</span>
      </FirmLink>
      {capability && (
        <Link className={OUTLINE} search={alternativesTo(firm, capability)} to="/">
          {t.match.alternatives}
          <span className="sr-only">{t.match.alternativesOf(firm.name)}</span>
        </Link>
      )}
      {wrong}
    </div>
  );
}
