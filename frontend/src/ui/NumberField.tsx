import { useSpeech } from "@/i18n/language";
import type { NumberName } from "@/lib/search";
import { describedBy, Field } from "@/ui/Field";
import { INPUT } from "@/ui/styles";

interface Props {
  name: NumberName;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

/** One numeric condition, labelled with its unit. */
export function NumberField({ name, value, error, onChange }: Props) {
  const { t } = useSpeech();
  const hint = t.hint[name];
  return (
    <Field error={error} hint={hint} id={name} label={t.field[name] + t.aside(t.unit[name])}>
      <input
        aria-describedby={describedBy(name, { hint, error })}
        aria-invalid={!!error}
        autoComplete="off"
        className={INPUT}
        id={name}
        inputMode="decimal"
        onChange={(event) => onChange(event.target.value)}
        value={value}
      />
    </Field>
  );
}
