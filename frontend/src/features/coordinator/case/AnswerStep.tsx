import { useState } from "react";
import { useIntroductionTexts } from "@/i18n/introduction";
import { ActForm } from "../form/ActForm";
import { Choices, choiceOf, optionsOf, Select, textOf } from "../form/inputs";
import { answer } from "../steps";
import { Heard, heardIn, Note, SideChoice, type StepProps } from "./shared";
import { useCase } from "./useCase";

/** Whether a side wants to meet, as the coordinator heard it. */
export function AnswerStep({ case: item }: StepProps) {
  const texts = useIntroductionTexts();
  const { step } = texts;
  const { record, reread } = useCase(item.introduction_ref);
  const [wants, setWants] = useState<string>();

  async function send(form: FormData) {
    await record((etag) =>
      answer(
        item.introduction_ref,
        {
          side: choiceOf(form, "side", texts.side),
          wants_to_meet: textOf(form, "wants_to_meet") === "yes",
          reason: choiceOf(form, "reason", texts.reason),
          heard: heardIn(form, texts.means),
          note: textOf(form, "note"),
        },
        etag,
      ),
    );
    setWants(undefined);
  }

  return (
    <ActForm done={step.done} onStale={reread} send={send} submit={step.answerSubmit}>
      <SideChoice case={item} />
      <Choices
        isRequired
        label={step.wants}
        name="wants_to_meet"
        onChoose={setWants}
        options={[
          { value: "yes", label: texts.case.yes },
          { value: "no", label: texts.case.no },
        ]}
      />
      {wants === "no" && (
        <Select
          empty={step.unsaid}
          label={step.declined}
          name="reason"
          options={optionsOf(texts.reason)}
        />
      )}
      <Heard />
      <Note />
    </ActForm>
  );
}
