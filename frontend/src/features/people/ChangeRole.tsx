import { useState } from "react";
import type { MemberOut, Role, RosterOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useOrganisationTexts } from "@/i18n/organisation";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Choices } from "@/ui/forms/Choices";
import { changeRole } from "./questions";
import { rolesOf } from "./roles";

interface Props {
  roster: RosterOut;
  member: MemberOut;
  onChanged: (what: string) => void;
}

export function ChangeRole({ roster, member, onChanged }: Props) {
  const { people, of } = useOrganisationTexts();
  const text = useAccountTexts();
  const [role, setRole] = useState<Role>(member.role);
  return (
    <AskFirst
      act={() => changeRole(roster.organisation_ref, member.person_ref, role)}
      label={people.changeRole}
      of={of(member.name)}
      onDone={() => onChanged(people.changed(member.name))}
      title={`${people.changeRole}${of(member.name)}`}
    >
      <Choices
        chosen={[role]}
        id={`role-${member.person_ref}`}
        isSingle
        legend={people.role}
        onChange={([chosen]) => chosen && setRole(chosen)}
        options={rolesOf(roster).map((value) => ({ value, label: text.role[value] }))}
      />
    </AskFirst>
  );
}
