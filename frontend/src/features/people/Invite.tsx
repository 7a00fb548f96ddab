import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Role, RosterOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { useOrganisationTexts } from "@/i18n/organisation";
import { type Faults, refusalOf } from "@/lib/forms/refusal";
import { Choices } from "@/ui/forms/Choices";
import { Form } from "@/ui/forms/Form";
import { TextInput } from "@/ui/forms/TextInput";
import { Section } from "@/ui/parts/Section";
import { invite } from "./questions";
import { rolesOf } from "./roles";

interface Props {
  roster: RosterOut;
  onChanged: (what: string) => void;
}

export function Invite({ roster, onChanged }: Props) {
  const { people } = useOrganisationTexts();
  const text = useAccountTexts();
  const { language } = useSpeech();
  const roles = rolesOf(roster);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role | undefined>(roles[0]);
  const [missing, setMissing] = useState<Faults>({});
  const send = useMutation({
    mutationFn: (body: { email: string; role: Role }) => invite(roster.organisation_ref, body),
    onSuccess: (invited) => {
      setEmail("");
      onChanged(people.invited(invited.email));
    },
  });
  const refusal = refusalOf(send.error, language, { email: "email", role: "role" });
  const faults = { ...refusal.faults, ...missing };

  function submit() {
    const asked = email.trim();
    setMissing(asked ? {} : { email: text.form.required(people.email) });
    send.reset();
    if (asked && role) send.mutate({ email: asked, role });
  }

  return (
    <Section title={people.invite}>
      <p>{people.inviteLead}</p>
      <div className="max-w-[40rem]">
        <Form
          error={refusal.rest}
          faults={faults}
          inputs={["email", "role"]}
          isSending={send.isPending}
          label={people.invite}
          onSubmit={submit}
          submit={people.send}
        >
          <TextInput
            fault={faults.email}
            hint={people.emailHint}
            id="email"
            label={people.email}
            onChange={setEmail}
            type="email"
            value={email}
          />
          <Choices
            chosen={role ? [role] : []}
            fault={faults.role}
            id="role"
            isSingle
            legend={people.role}
            onChange={([chosen]) => chosen && setRole(chosen)}
            options={roles.map((value) => ({ value, label: text.role[value] }))}
          />
        </Form>
      </div>
    </Section>
  );
}
