import { useQuery } from "@tanstack/react-query";
import { useGatheringTexts } from "@/i18n/gathering";
import type { Faults } from "@/lib/forms/refusal";
import { meQuestion } from "@/lib/me";
import { describedBy, Field } from "@/ui/Field";
import { Choices } from "@/ui/forms/Choices";
import { SelectInput } from "@/ui/forms/SelectInput";
import { TextInput } from "@/ui/forms/TextInput";
import { INPUT } from "@/ui/styles";
import { type Draft, KINDS } from "./draft";
import { chambersQuestion } from "./questions";

interface Props {
  draft: Draft;
  faults: Faults;
  onChange: (change: Partial<Draft>) => void;
}

/** What the gathering is, when it is, and how often seats change. */
export function Basics({ draft, faults, onChange }: Props) {
  const texts = useGatheringTexts();
  return (
    <>
      <TextInput
        fault={faults.title}
        id="title"
        label={texts.name}
        onChange={(title) => onChange({ title })}
        value={draft.title}
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Moment
          draft={draft}
          fault={faults.date}
          label={texts.date}
          name="date"
          onChange={onChange}
        />
        <Moment
          draft={draft}
          fault={faults.starts_at}
          isOptional
          label={texts.startsAt}
          name="starts_at"
          onChange={onChange}
        />
        <TextInput
          fault={faults.rounds}
          id="rounds"
          inputMode="numeric"
          label={texts.rounds}
          onChange={(rounds) => onChange({ rounds })}
          value={draft.rounds}
        />
        <TextInput
          fault={faults.minutes}
          id="minutes"
          inputMode="numeric"
          label={texts.minutes}
          onChange={(minutes) => onChange({ minutes })}
          value={draft.minutes}
        />
      </div>
      <Holder draft={draft} faults={faults} onChange={onChange} />
    </>
  );
}

/** How firms come together; it decides what is asked of them. */
export function Kind({ draft, faults, onChange }: Props) {
  const texts = useGatheringTexts();
  return (
    <Choices
      chosen={[draft.kind]}
      fault={faults.kind}
      id="kind"
      isSingle
      legend={texts.kind}
      onChange={([kind]) => kind && onChange({ kind })}
      options={KINDS.map((value) => ({
        value,
        label: texts.kinds[value],
        hint: texts.kindHints[value],
      }))}
    />
  );
}

interface MomentProps extends Omit<Props, "faults"> {
  name: "date" | "starts_at";
  label: string;
  fault?: string;
  isOptional?: boolean;
}

function Moment({ draft, name, label, fault, isOptional, onChange }: MomentProps) {
  return (
    <Field error={fault} id={name} label={label} optional={isOptional}>
      <input
        aria-describedby={describedBy(name, { error: fault })}
        aria-invalid={!!fault}
        className={INPUT}
        id={name}
        onChange={(event) => onChange({ [name]: event.target.value })}
        type={name === "date" ? "date" : "time"}
        value={draft[name]}
      />
    </Field>
  );
}

/** Which chamber holds it; asked only where there is a choice. */
function Holder({ draft, faults, onChange }: Props) {
  const texts = useGatheringTexts();
  const me = useQuery(meQuestion);
  const chambers = useQuery(chambersQuestion);
  const roles = me.data?.memberships ?? [];
  const isAny = roles.some(({ role }) => role === "operator");
  const own = roles.filter(({ firm_id, role }) => !firm_id && role !== "operator");
  if (!isAny && own.length < 2) return null;
  const offered = (chambers.data?.items ?? []).filter(
    ({ chamber_ref }) =>
      isAny || own.some(({ organisation_ref }) => organisation_ref === chamber_ref),
  );
  return (
    <SelectInput
      fault={faults.chamber_ref}
      id="chamber_ref"
      label={texts.chamber}
      onChange={(chamber_ref) => onChange({ chamber_ref })}
      options={[
        { value: "", label: texts.noChamber },
        ...offered.map(({ chamber_ref, name }) => ({ value: chamber_ref, label: name })),
      ]}
      value={draft.chamber_ref}
    />
  );
}
