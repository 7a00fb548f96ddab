import type { HTMLAttributes } from "react";
import { describedBy, Field } from "@/ui/Field";
import { INPUT } from "@/ui/styles";

interface Props {
  id: string;
  label: string;
  value: string;
  hint?: string;
  fault?: string;
  isOptional?: boolean;
  type?: "text" | "email" | "password" | "url";
  autoComplete?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  onChange: (value: string) => void;
}

/** One line of text, labelled. */
export function TextInput(props: Props) {
  const { id, label, value, hint, fault, onChange } = props;
  return (
    <Field error={fault} hint={hint} id={id} label={label} optional={props.isOptional}>
      <input
        aria-describedby={describedBy(id, { hint, error: fault })}
        aria-invalid={!!fault}
        autoComplete={props.autoComplete ?? "off"}
        className={INPUT}
        id={id}
        inputMode={props.inputMode}
        onChange={(event) => onChange(event.target.value)}
        type={props.type ?? "text"}
        value={value}
      />
    </Field>
  );
}
