import { describedBy, FieldError } from "@/ui/Field";

interface Props<Value extends string> {
  id: string;
  legend: string;
  options: readonly { value: Value; label: string; hint?: string }[];
  chosen: readonly Value[];
  hint?: string;
  fault?: string;
  /** Only one may be chosen. */
  isSingle?: boolean;
  onChange: (chosen: Value[]) => void;
}

/** Several to choose from, all of them in sight. The first input has the id. */
export function Choices<Value extends string>(props: Props<Value>) {
  const { id, legend, options, chosen, hint, fault, isSingle, onChange } = props;
  const toggled = (value: Value) =>
    chosen.includes(value) ? chosen.filter((item) => item !== value) : [...chosen, value];
  return (
    <fieldset aria-describedby={describedBy(id, { hint, error: fault })} className="min-w-0">
      <legend className="font-700">{legend}</legend>
      {hint && (
        <p className="text-std-16N-170 text-solid-gray-700" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && <FieldError id={id}>{fault}</FieldError>}
      {options.map((option, at) => (
        <label className="flex min-h-11 items-start gap-3 py-1.5" key={option.value}>
          <input
            aria-invalid={!!fault || undefined}
            checked={chosen.includes(option.value)}
            className="mt-0.5 size-6 shrink-0 accent-blue-900"
            id={at === 0 ? id : undefined}
            name={id}
            onChange={() => onChange(isSingle ? [option.value] : toggled(option.value))}
            type={isSingle ? "radio" : "checkbox"}
          />
          <span className="min-w-0">
            {option.label}
            {option.hint && (
              <span className="block text-std-16N-170 text-solid-gray-700">{option.hint}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
