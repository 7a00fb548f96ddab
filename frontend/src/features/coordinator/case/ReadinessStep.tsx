import { useState } from "react";
import type { EvidenceKind, Rung } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { ActForm } from "../form/ActForm";
import { Beside, Choices, choiceOf, optionsOf, TextInput, textOf } from "../form/inputs";
import { climb } from "../steps";
import { Note, type StepProps } from "./shared";
import { useCase } from "./useCase";

/** What proves each rung, as the API asks for it. */
const PROOFS = {
  agreed: ["memorandum"],
  qualified: ["change_approval", "first_article"],
  trained: ["training_record"],
} as const satisfies Partial<Record<Rung, readonly EvidenceKind[]>>;

type Proved = keyof typeof PROOFS;

const isProved = (rung: string): rung is Proved => rung in PROOFS;

/** A rung of the readiness ladder with what proves it. */
export function ReadinessStep({ case: item }: StepProps) {
  const texts = useIntroductionTexts();
  const { step } = texts;
  const { record, reread } = useCase(item.introduction_ref);
  const [rung, setRung] = useState<Proved>();
  const proofs: readonly EvidenceKind[] = rung ? PROOFS[rung] : [];

  async function send(form: FormData) {
    const reached = choiceOf(form, "rung", PROOFS);
    if (!reached) return;
    const evidence = PROOFS[reached].map((kind, at) => ({
      kind,
      text: textOf(form, `evidence.${at}.text`) ?? "",
      on: textOf(form, `evidence.${at}.on`) ?? "",
      person: textOf(form, `evidence.${at}.person`) ?? "",
    }));
    const body = {
      rung: reached,
      evidence,
      on: textOf(form, "on"),
      valid_until: textOf(form, "valid_until"),
      note: textOf(form, "note"),
    };
    await record((etag) => climb(item.introduction_ref, body, etag));
    setRung(undefined);
  }

  return (
    <>
      <p>{step.readinessHint}</p>
      <ActForm done={step.done} onStale={reread} send={send} submit={step.readinessSubmit}>
        <Choices
          isRequired
          label={step.rung}
          name="rung"
          onChoose={(value) => isProved(value) && setRung(value)}
          options={optionsOf(texts.rung, Object.keys(PROOFS))}
        />
        {proofs.map((kind, at) => (
          <fieldset className="grid min-w-0 grid-cols-1 gap-4" key={kind}>
            <legend className="mb-2 font-700">{texts.evidence[kind]}</legend>
            <TextInput isRequired label={step.evidenceText} name={`evidence.${at}.text`} />
            <Beside>
              <TextInput
                isRequired
                label={step.evidenceOn}
                name={`evidence.${at}.on`}
                type="date"
              />
              <TextInput isRequired label={step.evidencePerson} name={`evidence.${at}.person`} />
            </Beside>
          </fieldset>
        ))}
        <Beside>
          <TextInput hint={step.onHint} label={step.on} name="on" type="date" />
          <TextInput
            hint={step.validUntilHint}
            label={step.validUntil}
            name="valid_until"
            type="date"
          />
        </Beside>
        <Note />
      </ActForm>
    </>
  );
}
