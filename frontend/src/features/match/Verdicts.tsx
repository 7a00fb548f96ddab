import type { Outcome, VerdictOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { CheckIcon, CrossIcon, UnknownIcon } from "@/ui/icons";

const LOOK: Record<Outcome, { icon: typeof CheckIcon; colour: string }> = {
  met: { icon: CheckIcon, colour: "text-green-900" },
  not_met: { icon: CrossIcon, colour: "text-error-2" },
  unknown: { icon: UnknownIcon, colour: "text-solid-gray-700" },
};

/** Each condition with its outcome, in the sentence of the API. */
export function Verdicts({ verdicts }: { verdicts: VerdictOut[] }) {
  const { t, say } = useSpeech();
  if (!verdicts.length) return null;
  return (
    <section>
      <h4 className="font-700">{t.match.conditions}</h4>
      <ul className="grid grid-cols-1">
        {verdicts.map((verdict) => {
          const { icon: OutcomeIcon, colour } = LOOK[verdict.outcome];
          return (
            <li key={verdict.text}>
              <span className={`font-700 ${colour}`}>
                <OutcomeIcon /> {t.outcome[verdict.outcome]}
              </span>
              {t.colon}
              {say(verdict)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
