import { useState } from "react";
import type { Stage } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { ActForm } from "../form/ActForm";
import { Beside, Choices, choiceOf, optionsOf, Select, TextInput, textOf } from "../form/inputs";
import { STAGES } from "../state";
import { moveTo } from "../steps";
import { Note, SIDES, type StepProps } from "./shared";
import { useCase } from "./useCase";

/** One stage on, one back with a reason, or the end. */
export function StageStep({ case: item }: StepProps) {
  const { step, stage, ending, reason, side } = useIntroductionTexts();
  const { t } = useSpeech();
  const { record, reread } = useCase(item.introduction_ref);
  const [chosen, setChosen] = useState<string>();
  const here = STAGES.indexOf(item.stage);
  const isBack = (to: Stage) => STAGES.indexOf(to) < here;
  const options = [
    ...item.next_stages.map((to) => ({
      value: to as string,
      label: isBack(to) ? step.back(stage[to]) : stage[to],
    })),
    { value: "closed", label: step.close },
  ];
  const silent = SIDES.filter((one) => !item.answers[one]).map((one) => side[one]);
  const isGoingBack = item.next_stages.some((to) => to === chosen && isBack(to));

  async function send(form: FormData) {
    const to = choiceOf(form, "stage", stage);
    if (!to) return;
    await record((etag) =>
      moveTo(
        item.introduction_ref,
        {
          stage: to,
          note: textOf(form, "note"),
          next_date: textOf(form, "next_date"),
          ending: choiceOf(form, "ending", ending),
          reason: choiceOf(form, "reason", reason),
          others_because: choiceOf(form, "others_because", reason),
        },
        etag,
      ),
    );
    setChosen(undefined);
  }

  return (
    <ActForm done={step.done} onStale={reread} send={send} submit={step.stageSubmit}>
      {item.next_stages.includes("agreed") && silent.length > 0 && (
        <p>{step.waitsFor(silent.join(t.separator))}</p>
      )}
      <Choices
        isRequired
        label={step.stageLegend}
        name="stage"
        onChoose={setChosen}
        options={options}
      />
      {chosen === "closed" && (
        <>
          <Select
            empty={step.choose}
            isRequired
            label={step.ending}
            name="ending"
            options={optionsOf(ending)}
          />
          <Beside>
            <Select
              empty={step.unsaid}
              hint={step.reasonHint}
              label={step.reason}
              name="reason"
              options={optionsOf(reason)}
            />
            {item.need_ref && (
              <Select
                empty={step.othersStay}
                hint={step.othersHint}
                label={step.others}
                name="others_because"
                options={optionsOf(reason)}
              />
            )}
          </Beside>
        </>
      )}
      <Note isRequired={isGoingBack} />
      {chosen !== "closed" && (
        <TextInput hint={step.nextDateUsual} label={step.nextDate} name="next_date" type="date" />
      )}
    </ActForm>
  );
}
