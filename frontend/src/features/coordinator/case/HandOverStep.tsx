import { useQuery } from "@tanstack/react-query";
import { useIntroductionTexts } from "@/i18n/introduction";
import { ActForm } from "../form/ActForm";
import { Select, textOf } from "../form/inputs";
import { useChamberName } from "../names";
import { chambersQuestion } from "../questions";
import { accept, handOver } from "../steps";
import { Note, type StepProps } from "./shared";
import { useCase } from "./useCase";

/** Asks another chamber to lead the case. */
export function HandOverStep({ case: item }: StepProps) {
  const { step } = useIntroductionTexts();
  const { record, reread } = useCase(item.introduction_ref);
  const chambers = useQuery(chambersQuestion);
  const name = useChamberName();
  const others = (chambers.data?.items ?? [])
    .filter(({ chamber_ref }) => chamber_ref !== item.chamber_ref)
    .map((chamber) => ({ value: chamber.chamber_ref, label: chamber.name }));

  async function send(form: FormData) {
    const body = { chamber_ref: textOf(form, "chamber_ref") ?? "", note: textOf(form, "note") };
    await record((etag) => handOver(item.introduction_ref, body, etag));
  }

  return (
    <>
      {item.offered_to && <p>{step.offered(name(item.offered_to))}</p>}
      <ActForm done={step.done} onStale={reread} send={send} submit={step.handOverSubmit}>
        <Select
          empty={step.choose}
          isRequired
          label={step.handOverTo}
          name="chamber_ref"
          options={others}
        />
        <Note />
      </ActForm>
    </>
  );
}

/** Takes the case that another chamber offered. */
export function AcceptStep({ case: item }: StepProps) {
  const { step } = useIntroductionTexts();
  const { record, reread } = useCase(item.introduction_ref);
  return (
    <>
      <p>{step.acceptLead}</p>
      <ActForm
        done={step.done}
        onStale={reread}
        send={(form) =>
          record((etag) => accept(item.introduction_ref, { note: textOf(form, "note") }, etag))
        }
        submit={step.acceptSubmit}
      >
        <Note />
      </ActForm>
    </>
  );
}
