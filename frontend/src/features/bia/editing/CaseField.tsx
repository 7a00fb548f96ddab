import { useBiaTexts } from "@/i18n/bia";
import { describedBy, Field } from "@/ui/Field";
import { Choices } from "@/ui/forms/Choices";
import { INPUT } from "@/ui/styles";
import { useWork } from "../work";
import { set, textAt, type } from "./draft";
import type { FieldSpec } from "./fields";
import { type Place, read } from "./pointer";

interface Props {
  spec: FieldSpec;
  /** Of its record: `processes/2`, or nothing where the field is the case's own. */
  within?: Place;
}

/** One field of the case, as its kind is typed or chosen. */
export function CaseField({ spec, within }: Props) {
  const place = within ? `${within}/${spec.name}` : spec.name;
  if (spec.kind === "mark") return <Mark place={place} />;
  if (spec.kind === "choices" || spec.kind === "refs") return <Several place={place} spec={spec} />;
  return <Single place={place} spec={spec} />;
}

interface Placed {
  place: Place;
  spec: FieldSpec;
}

function useFault(place: Place): string | undefined {
  const { faults } = useWork().editing;
  return faults.find((fault) => fault.place === place)?.message;
}

function Single({ place, spec }: Placed) {
  const { fieldOf, hintOf } = useBiaTexts();
  const hint = hintOf(place);
  const error = useFault(place);
  return (
    <Field error={error} hint={hint} id={place} label={fieldOf(place)} optional={!spec.isRequired}>
      <Input describedBy={describedBy(place, { hint, error })} place={place} spec={spec} />
    </Field>
  );
}

/** The input alone, for tables whose heads are its label. */
export function Input({ place, spec, describedBy }: Placed & { describedBy?: string }) {
  const { draft, change } = useWork().editing;
  const { edit } = useBiaTexts();
  const options = useOptions(place, spec);
  const fault = useFault(place);
  const shared = {
    "aria-describedby": describedBy,
    "aria-invalid": !!fault,
    className: INPUT,
    id: place,
    value: textAt(draft, place),
  };
  const onChange = (text: string) => change(type(draft, place, spec.kind, text));
  if (options) {
    return (
      <select {...shared} onChange={(event) => onChange(event.target.value)}>
        {(!spec.isRequired || !shared.value) && <option value="">{edit.none}</option>}
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  if (spec.kind === "long") {
    return <textarea {...shared} onChange={(event) => onChange(event.target.value)} rows={3} />;
  }
  const isNumber = spec.kind === "number" || spec.kind === "whole";
  return (
    <input
      {...shared}
      autoComplete="off"
      inputMode={isNumber ? "decimal" : undefined}
      onChange={(event) => onChange(event.target.value)}
      type={spec.kind === "date" ? "date" : "text"}
    />
  );
}

function Several({ place, spec }: Placed) {
  const { draft, change } = useWork().editing;
  const { fieldOf, hintOf } = useBiaTexts();
  const options = useOptions(place, spec) ?? [];
  const chosen = (read(draft.body, place) ?? []) as string[];
  return (
    <Choices
      chosen={chosen}
      fault={useFault(place)}
      hint={hintOf(place)}
      id={place}
      legend={fieldOf(place)}
      onChange={(values) => change(set(draft, place, values))}
      options={options}
    />
  );
}

const UNLESS_SAID = ["needs_power", "is_named"]; // true where the case says nothing

function Mark({ place }: { place: Place }) {
  const { draft, change } = useWork().editing;
  const { fieldOf } = useBiaTexts();
  const name = place.split("/").at(-1) ?? "";
  const isMarked = read(draft.body, place) ?? UNLESS_SAID.includes(name);
  return (
    <label className="flex min-h-11 items-center gap-3 py-1">
      <input
        checked={isMarked === true}
        className="size-6 shrink-0 accent-blue-900"
        id={place}
        onChange={(event) => change(set(draft, place, event.target.checked))}
        type="checkbox"
      />
      {fieldOf(place)}
    </label>
  );
}

function useOptions(place: Place, spec: FieldSpec) {
  const { draft } = useWork().editing;
  const { choices } = useBiaTexts();
  if (spec.choice) {
    return Object.entries(choices[spec.choice]).map(([value, label]) => ({ value, label }));
  }
  return spec
    .refs?.(draft.body, place)
    .map(({ ref, name }) => ({ value: ref, label: `${ref} ${name}` }));
}
