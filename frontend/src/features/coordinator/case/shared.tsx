import type { HearingBody, IntroductionOut, Side } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import {
  Beside,
  Choices,
  choiceOf,
  LongText,
  optionsOf,
  Select,
  TextInput,
  textOf,
} from "../form/inputs";

export interface StepProps {
  case: IntroductionOut;
}

export const SIDES = ["seeker", "candidate"] as const satisfies readonly Side[];

/** Which of the two firms a word is from. */
export function SideChoice({ case: item }: StepProps) {
  const { side, step } = useIntroductionTexts();
  const named = (one: Side) => {
    const name = item[one]?.name;
    return { value: one, label: name ? `${side[one]}：${name}` : side[one] };
  };
  return <Choices isRequired label={step.side} name="side" options={SIDES.map(named)} />;
}

/** How a coordinator heard what a firm said, and from whom. */
export function Heard() {
  const { means, step } = useIntroductionTexts();
  return (
    <Beside>
      <Select
        empty={step.choose}
        isRequired
        label={step.heard}
        name="heard.means"
        options={optionsOf(means, ["phone", "fax", "paper", "visit"])}
      />
      <TextInput isRequired hint={step.saidByHint} label={step.saidBy} name="heard.said_by" />
    </Beside>
  );
}

export function Note({ isRequired }: { isRequired?: boolean }) {
  const { step } = useIntroductionTexts();
  return <LongText hint={step.noteHint} isRequired={isRequired} label={step.note} name="note" />;
}

/** What stands in the inputs of `Heard`. */
export function heardIn(form: FormData, means: Readonly<Record<HearingBody["means"], unknown>>) {
  const heard = choiceOf(form, "heard.means", means);
  return heard && { means: heard, said_by: textOf(form, "heard.said_by") ?? "" };
}
