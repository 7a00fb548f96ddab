import type { RecordedConsentBody } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { Beside, optionsOf, Select, TextInput, textOf } from "../form/inputs";

/** Who agreed, when, and how it was heard. */
export function ConsentInputs({ prefix }: { prefix: string }) {
  const { register: texts } = useCoordinatorTexts();
  return (
    <Beside>
      <Select
        empty={texts.choose}
        isRequired
        label={texts.means}
        name={`${prefix}means`}
        options={optionsOf(texts.meansOf)}
      />
      <TextInput isRequired label={texts.saidBy} name={`${prefix}said_by`} />
      <TextInput
        hint={texts.saidOnHint}
        label={texts.saidOn}
        name={`${prefix}said_on`}
        type="date"
      />
    </Beside>
  );
}

const MEANS: readonly RecordedConsentBody["means"][] = ["phone", "fax", "paper", "visit"];

export function consentIn(form: FormData, prefix: string): RecordedConsentBody {
  return {
    // Required, so one of them is chosen.
    means: MEANS.find((means) => means === textOf(form, `${prefix}means`)) ?? "phone",
    said_by: textOf(form, `${prefix}said_by`) ?? "",
    said_on: textOf(form, `${prefix}said_on`),
  };
}
