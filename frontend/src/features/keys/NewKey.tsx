import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { IssuedKeyOut, MembershipOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { useOrganisationTexts } from "@/i18n/organisation";
import { type Faults, refusalOf } from "@/lib/forms/refusal";
import { Choices } from "@/ui/forms/Choices";
import { Form } from "@/ui/forms/Form";
import { SelectInput } from "@/ui/forms/SelectInput";
import { TextInput } from "@/ui/forms/TextInput";
import { Section } from "@/ui/parts/Section";
import { bodyOf, check, INPUTS, isOfAChamber, type KeyDraft, newDraft, SCOPES } from "./draft";
import { createKey } from "./questions";

interface Props {
  memberships: MembershipOut[];
  onIssued: (answer: IssuedKeyOut) => void;
}

const OWN_INPUTS = Object.fromEntries(INPUTS.map((name) => [name, name]));

export function NewKey({ memberships, onIssued }: Props) {
  const texts = useOrganisationTexts();
  const account = useAccountTexts();
  const { language } = useSpeech();
  const [draft, setDraft] = useState(() => newDraft(memberships));
  const [wrong, setWrong] = useState<Faults>({});
  const create = useMutation({
    mutationFn: createKey,
    onSuccess: (answer) => {
      setDraft(newDraft(memberships));
      onIssued(answer);
    },
  });
  const refusal = refusalOf(create.error, language, OWN_INPUTS);
  const faults = { ...refusal.faults, ...wrong };
  const chosen = memberships.find((item) => item.organisation_ref === draft.organisation_ref);
  const hasRegion = isOfAChamber(chosen);
  const change = (changed: Partial<KeyDraft>) => setDraft({ ...draft, ...changed });

  function submit() {
    const found = check(draft, texts, account);
    setWrong(found);
    create.reset();
    if (!Object.keys(found).length) create.mutate(bodyOf(draft, hasRegion));
  }

  const { keys } = texts;
  return (
    <Section title={keys.create}>
      <div className="max-w-[40rem]">
        <Form
          error={refusal.rest}
          faults={faults}
          inputs={INPUTS}
          isSending={create.isPending}
          label={keys.create}
          onSubmit={submit}
          submit={keys.create}
        >
          {memberships.length > 1 && (
            <SelectInput
              fault={faults.organisation_ref}
              id="organisation_ref"
              label={keys.organisation}
              onChange={(organisation_ref) => change({ organisation_ref })}
              options={memberships.map(({ organisation_ref, organisation_name }) => ({
                value: organisation_ref,
                label: organisation_name,
              }))}
              value={draft.organisation_ref}
            />
          )}
          <TextInput
            fault={faults.name}
            hint={keys.nameHint}
            id="name"
            label={keys.name}
            onChange={(name) => change({ name })}
            value={draft.name}
          />
          <Choices
            chosen={draft.scopes}
            fault={faults.scopes}
            id="scopes"
            legend={keys.scopes}
            onChange={(scopes) => change({ scopes })}
            options={SCOPES.map((value) => ({ value, ...keys.scope[value] }))}
          />
          <TextInput
            fault={faults.days}
            hint={keys.daysHint}
            id="days"
            inputMode="numeric"
            label={keys.days}
            onChange={(days) => change({ days })}
            value={draft.days}
          />
          {hasRegion && <Region draft={draft} faults={faults} onChange={change} />}
        </Form>
      </div>
    </Section>
  );
}

interface RegionProps {
  draft: KeyDraft;
  faults: Faults;
  onChange: (changed: Partial<KeyDraft>) => void;
}

function Region({ draft, faults, onChange }: RegionProps) {
  const { keys } = useOrganisationTexts();
  const { t } = useSpeech();
  const input = (name: "clusters" | "prefectures" | "municipality_codes", label: string) => (
    <TextInput
      fault={faults[name]}
      hint={keys.listHint}
      id={name}
      label={label}
      onChange={(value) => onChange({ [name]: value })}
      value={draft[name]}
    />
  );
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-4 border-solid-gray-420 border-l-4 pl-4">
      <legend className="mb-1 font-700">
        {keys.narrow}
        <span className="ml-2 font-400 text-solid-gray-600">{t.search.optional}</span>
      </legend>
      <p>{keys.narrowLead}</p>
      {input("clusters", keys.clusters)}
      {input("prefectures", keys.prefectures)}
      {input("municipality_codes", keys.municipalities)}
    </fieldset>
  );
}
