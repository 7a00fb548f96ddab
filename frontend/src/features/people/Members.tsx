import type { MemberOut, RosterOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useOrganisationTexts } from "@/i18n/organisation";
import type { Me } from "@/lib/signing/rights";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Section } from "@/ui/parts/Section";
import { type Column, DataTable } from "@/ui/tables/DataTable";
import { ChangeRole } from "./ChangeRole";
import { removePerson } from "./questions";
import { rolesOf } from "./roles";

interface Props {
  roster: RosterOut;
  me: Me;
  mayAdminister: boolean;
  onChanged: (what: string) => void;
}

export function Members({ roster, me, mayAdminister, onChanged }: Props) {
  const { people, action } = useOrganisationTexts();
  const { role } = useAccountTexts();
  const isMe = (member: MemberOut) => member.person_ref === me.person.person_ref;
  const columns: Column<MemberOut>[] = [
    {
      head: people.name,
      cell: (member) => (
        <>
          {member.name}
          {isMe(member) && <span className="ml-2 font-400 text-solid-gray-700">{people.you}</span>}
        </>
      ),
    },
    { head: people.email, cell: (member) => member.email },
    { head: people.role, cell: (member) => role[member.role] },
  ];
  const actions: Column<MemberOut> = {
    head: action,
    cell: (member) => (
      <div className="flex flex-wrap gap-x-4">
        {mayAdminister && rolesOf(roster).length > 1 && (
          <ChangeRole member={member} onChanged={onChanged} roster={roster} />
        )}
        {(mayAdminister || isMe(member)) && (
          <Remove isMe={isMe(member)} member={member} onChanged={onChanged} roster={roster} />
        )}
      </div>
    ),
  };
  const mayAct = mayAdminister || roster.items.some(isMe);
  return (
    <Section title={people.members}>
      <DataTable
        caption={people.members}
        columns={mayAct ? [...columns, actions] : columns}
        keyOf={(member) => member.person_ref}
        rows={roster.items}
      />
    </Section>
  );
}

interface RemoveProps {
  roster: RosterOut;
  member: MemberOut;
  isMe: boolean;
  onChanged: (what: string) => void;
}

function Remove({ roster, member, isMe, onChanged }: RemoveProps) {
  const { people, of } = useOrganisationTexts();
  return (
    <AskFirst
      act={() => removePerson(roster.organisation_ref, member.person_ref)}
      label={isMe ? people.leave : people.remove}
      of={of(member.name)}
      onDone={() => onChanged(people.removed(member.name))}
      title={isMe ? people.leaveTitle : people.removeTitle(member.name)}
    >
      <p>{people.removeLead}</p>
    </AskFirst>
  );
}
