import { useIntroductionTexts } from "@/i18n/introduction";
import { ActForm } from "../form/ActForm";
import { Beside, Select, TextInput, textOf } from "../form/inputs";
import { useColleagues } from "../names";
import { edit } from "../steps";
import { Note, type StepProps } from "./shared";
import { useCase } from "./useCase";

/** Another day, another coordinator or another subject; or only a note. */
export function EditStep({ case: item }: StepProps) {
  const { step, list, case: texts } = useIntroductionTexts();
  const { record, reread } = useCase(item.introduction_ref);
  const colleagues = useColleagues().map(({ person_ref, name }) => ({
    value: person_ref,
    label: name,
  }));

  async function send(form: FormData) {
    const body = {
      next_date: textOf(form, "next_date"),
      coordinator_ref: textOf(form, "coordinator_ref"),
      title: textOf(form, "title"),
      note: textOf(form, "note"),
    };
    await record((etag) => edit(item.introduction_ref, body, etag));
  }

  return (
    <ActForm done={step.done} onStale={reread} send={send} submit={step.editSubmit}>
      <Beside>
        <TextInput label={step.nextDate} name="next_date" type="date" />
        <Select
          empty={step.keepCoordinator}
          label={texts.coordinator}
          name="coordinator_ref"
          options={colleagues}
        />
      </Beside>
      <TextInput label={list.what} name="title" />
      <Note />
    </ActForm>
  );
}
