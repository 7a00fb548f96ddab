import { useQuery } from "@tanstack/react-query";
import type { AgreementTerm } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { ActForm } from "../form/ActForm";
import { Choices, choiceOf, LongText, optionsOf, TextInput, textOf } from "../form/inputs";
import { eventsQuestion } from "../questions";
import { settle } from "../steps";
import { Note, type StepProps } from "./shared";
import { useCase } from "./useCase";

const TERMS = [
  "share_of_work",
  "intellectual_property",
  "cost",
] as const satisfies readonly AgreementTerm[];

/** What the partners of a joint development settle before it is one. */
export function TermStep({ case: item }: StepProps) {
  const { step, term } = useIntroductionTexts();
  const { t } = useSpeech();
  const { record, reread } = useCase(item.introduction_ref);
  const events = useQuery(eventsQuestion(item.introduction_ref));
  const settled = (events.data?.items ?? [])
    .filter(({ act }) => act === "term_agreed")
    .map(({ content }) => content.term);
  const open = TERMS.filter((one) => !settled.includes(one));

  async function send(form: FormData) {
    const chosen = choiceOf(form, "term", term);
    if (!chosen) return;
    const body = {
      term: chosen,
      sentence: textOf(form, "sentence") ?? "",
      on: textOf(form, "on"),
      note: textOf(form, "note"),
    };
    await record((etag) => settle(item.introduction_ref, body, etag));
  }

  return (
    <>
      <p>
        {step.termsHint}{" "}
        {events.isSuccess &&
          (open.length
            ? step.termsMissing(open.map((one) => term[one]).join(t.separator))
            : step.termsAll)}
      </p>
      <ActForm done={step.done} onStale={reread} send={send} submit={step.termSubmit}>
        <Choices isRequired label={step.term} name="term" options={optionsOf(term, TERMS)} />
        <LongText hint={step.sentenceHint} isRequired label={step.sentence} name="sentence" />
        <TextInput hint={step.onHint} label={step.on} name="on" type="date" />
        <Note />
      </ActForm>
    </>
  );
}
