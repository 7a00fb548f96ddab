import { describedBy, Field } from "@/ui/Field";
import { INPUT } from "@/ui/styles";

interface Props<Value extends string> {
  id: string;
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  hint?: string;
  fault?: string;
  onChange: (value: Value) => void;
}

/** One of several, in a list that unfolds. */
export function SelectInput<Value extends string>(props: Props<Value>) {
  const { id, label, value, options, hint, fault, onChange } = props;
  return (
    <Field error={fault} hint={hint} id={id} label={label}>
      <select
        aria-describedby={describedBy(id, { hint, error: fault })}
        aria-invalid={!!fault}
        className={INPUT}
        id={id}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        value={value}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
