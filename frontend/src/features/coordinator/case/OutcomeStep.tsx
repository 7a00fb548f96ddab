import type { OutcomeItem } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { ActForm } from "../form/ActForm";
import { Choices, choiceOf, optionsOf, TextInput, textOf, wholeOf } from "../form/inputs";
import { tellOutcome } from "../steps";
import { Heard, heardIn, Note, SideChoice, type StepProps } from "./shared";
import { useCase } from "./useCase";

const ASKED_AFTER = ["30", "90", "180"];
const COLUMNS = ["technical", "commercial", "other"] as const;

/** What came of the meeting, in the words of the survey of 2011. */
export function OutcomeStep({ case: item }: StepProps) {
  const texts = useIntroductionTexts();
  const { step } = texts;
  const { record, reread } = useCase(item.introduction_ref);
  const due = Object.values(item.questions)[0];

  async function send(form: FormData) {
    const isItem = (value: FormDataEntryValue): value is OutcomeItem =>
      typeof value === "string" && value in texts.item;
    const body = {
      side: choiceOf(form, "side", texts.side),
      after_days: Number(textOf(form, "after_days")),
      items: form.getAll("items").filter(isItem),
      orders: wholeOf(form, "orders"),
      heard: heardIn(form, texts.means),
      note: textOf(form, "note"),
    };
    await record((etag) => tellOutcome(item.introduction_ref, body, etag));
  }

  return (
    <>
      <p>{step.outcomeHint}</p>
      <ActForm done={step.done} onStale={reread} send={send} submit={step.outcomeSubmit}>
        <SideChoice case={item} />
        <Choices
          isRequired
          label={step.afterDays}
          name="after_days"
          options={ASKED_AFTER.map((days) => ({ value: days, label: step.days(Number(days)) }))}
          value={due === undefined ? undefined : String(due)}
        />
        <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
          {COLUMNS.map((column) => (
            <Choices
              isMany
              isRequired
              key={column}
              label={texts.column[column]}
              name="items"
              options={optionsOf(texts.item).filter(({ value }) => value.startsWith(`${column}.`))}
            />
          ))}
        </div>
        <TextInput hint={step.ordersHint} isWhole label={step.orders} name="orders" />
        <Heard />
        <Note />
      </ActForm>
    </>
  );
}
