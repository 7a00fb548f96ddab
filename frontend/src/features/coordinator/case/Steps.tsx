import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { IntroductionOut } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { meQuestion } from "@/lib/me";
import { chambersOf, isOperator } from "../names";
import { STAGES } from "../state";
import { AnswerStep } from "./AnswerStep";
import { EditStep } from "./EditStep";
import { AcceptStep, HandOverStep } from "./HandOverStep";
import { OutcomeStep } from "./OutcomeStep";
import { ReadinessStep } from "./ReadinessStep";
import { ReleaseStep } from "./ReleaseStep";
import { StageStep } from "./StageStep";
import { TermStep } from "./TermStep";

/** Everything that can be recorded now, the usual next thing open and the rest folded away. */
export function Steps({ case: item }: { case: IntroductionOut }) {
  const texts = useIntroductionTexts();
  const me = useQuery(meQuestion);
  const own = chambersOf(me.data);
  const mayLead = isOperator(me.data) || own.includes(item.chamber_ref ?? "");
  const isOffered = item.offered_to !== null && own.includes(item.offered_to);
  const isOpen = item.stage !== "closed";
  const isAgreed = STAGES.indexOf(item.stage) >= STAGES.indexOf("agreed");
  const isMet = STAGES.indexOf(item.stage) >= STAGES.indexOf("met");
  return (
    <section className="grid grid-cols-1 gap-3 print:hidden">
      <h2 className="text-std-24B-150">{texts.case.steps}</h2>
      {isOffered && (
        <Step isOpen title={texts.step.accept}>
          <AcceptStep case={item} />
        </Step>
      )}
      {!mayLead && <p>{texts.case.onlyLeaders}</p>}
      {mayLead && isOpen && !isAgreed && (
        <Step isOpen={item.stage !== "proposed"} title={texts.step.answer}>
          <AnswerStep case={item} />
        </Step>
      )}
      {mayLead && isOpen && (
        <Step isOpen title={texts.step.stage}>
          <StageStep case={item} />
        </Step>
      )}
      {mayLead && isOpen && item.purpose === "joint_development" && (
        <Step title={texts.step.terms}>
          <TermStep case={item} />
        </Step>
      )}
      {mayLead && item.purpose === "alternative_sourcing" && isAgreed && (
        <Step title={texts.step.readiness}>
          <ReadinessStep case={item} />
        </Step>
      )}
      {mayLead && isMet && (
        <Step isOpen={Object.keys(item.questions).length > 0} title={texts.step.outcome}>
          <OutcomeStep case={item} />
        </Step>
      )}
      {mayLead && (isOpen || item.released.length > 0) && (
        <Step title={texts.step.release}>
          <ReleaseStep case={item} isOpen={isOpen} />
        </Step>
      )}
      {mayLead && isOpen && (
        <>
          <Step title={texts.step.edit}>
            <EditStep case={item} />
          </Step>
          <Step title={texts.step.handOver}>
            <HandOverStep case={item} />
          </Step>
        </>
      )}
    </section>
  );
}

interface StepProps {
  title: string;
  isOpen?: boolean;
  children: ReactNode;
}

function Step({ title, isOpen, children }: StepProps) {
  return (
    <details className="rounded-8 border border-solid-gray-420" open={isOpen}>
      <summary className="min-h-12 px-4 py-3">
        <h3 className="inline text-std-20B-150">{title}</h3>
      </summary>
      <div className="grid grid-cols-1 gap-4 px-4 pt-2 pb-5">{children}</div>
    </details>
  );
}
