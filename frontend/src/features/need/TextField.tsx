import { useSpeech } from "@/i18n/language";
import { describedBy, Field } from "@/ui/Field";
import { INPUT } from "@/ui/styles";

interface Props {
  name: string;
  value: string;
  hint: string;
  error?: string;
  isLong?: boolean;
  isOptional?: boolean;
  onChange: (value: string) => void;
}

export function TextField({ name, value, hint, error, isLong, isOptional, onChange }: Props) {
  const { fieldName } = useSpeech();
  const shared = {
    "aria-describedby": describedBy(name, { hint, error }),
    "aria-invalid": !!error,
    autoComplete: "off",
    className: INPUT,
    id: name,
    value,
  };
  return (
    <Field error={error} hint={hint} id={name} label={fieldName(name)} optional={isOptional}>
      {isLong ? (
        <textarea {...shared} onChange={(event) => onChange(event.target.value)} rows={6} />
      ) : (
        <input {...shared} onChange={(event) => onChange(event.target.value)} type="text" />
      )}
    </Field>
  );
}
