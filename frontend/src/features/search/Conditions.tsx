import { useSpeech } from "@/i18n/language";
import { NUMBERS } from "@/lib/search";
import { Field } from "@/ui/Field";
import { NumberField } from "@/ui/NumberField";
import { INPUT } from "@/ui/styles";
import type { Draft, DraftErrors } from "./draft";

interface Props {
  draft: Draft;
  errors: DraftErrors;
  onChange: (draft: Draft) => void;
}

/** The numeric conditions and who is asking, folded away until wanted. */
export function Conditions({ draft, errors, onChange }: Props) {
  const { t } = useSpeech();
  const count = NUMBERS.filter((name) => draft[name]).length;
  const hasErrors = NUMBERS.some((name) => errors[name]);
  return (
    <details open={hasErrors || undefined}>
      <summary className="min-h-11 w-fit content-center underline underline-offset-[0.1875rem] hover:decoration-[0.1875rem]">
        {count ? t.search.conditionsSet(count) : t.search.conditions}
      </summary>
      <div className="grid grid-cols-1 gap-4 pt-2 sm:grid-cols-2 lg:grid-cols-4">
        {NUMBERS.map((name) => (
          <NumberField
            error={errors[name]}
            key={name}
            name={name}
            onChange={(value) => onChange({ ...draft, [name]: value })}
            value={draft[name]}
          />
        ))}
        <div className="sm:col-span-2">
          <Field hint={t.search.seekerHint} id="seeker_ref" label={t.field.seeker_ref} optional>
            <input
              aria-describedby="seeker_ref-hint"
              className={INPUT}
              id="seeker_ref"
              onChange={(event) => onChange({ ...draft, seeker_ref: event.target.value })}
              value={draft.seeker_ref}
            />
          </Field>
        </div>
      </div>
    </details>
  );
}
