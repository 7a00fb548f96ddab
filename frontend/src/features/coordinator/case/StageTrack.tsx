import type { Stage } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { CheckIcon } from "@/ui/icons";
import { STAGES } from "../state";

/** The stages in the order of the work, and where the case stands among them. */
export function StageTrack({ stage: now }: { stage: Stage }) {
  const texts = useIntroductionTexts();
  const here = STAGES.indexOf(now);
  return (
    <ol aria-label={texts.case.stages} className="flex flex-wrap gap-x-1 gap-y-2">
      {STAGES.map((stage, at) => (
        <li
          aria-current={at === here ? "step" : undefined}
          className={`rounded-8 border px-3 py-1 text-std-16N-170 ${at === here ? "border-blue-900 bg-blue-900 font-700 text-white print:bg-white print:text-black print:underline" : "border-solid-gray-420"}`}
          key={stage}
        >
          {at < here && now !== "closed" && <CheckIcon />} {texts.stage[stage]}
        </li>
      ))}
    </ol>
  );
}
