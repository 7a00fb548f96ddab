import type { InvitationOut, RosterOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { useOrganisationTexts } from "@/i18n/organisation";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Section } from "@/ui/parts/Section";
import { type Column, DataTable } from "@/ui/tables/DataTable";
import { withdraw } from "./questions";

interface Props {
  roster: RosterOut;
  onChanged: (what: string) => void;
}

export function Invitations({ roster, onChanged }: Props) {
  const { people, action, of } = useOrganisationTexts();
  const { role } = useAccountTexts();
  const { date } = useSpeech();
  const columns: Column<InvitationOut>[] = [
    { head: people.email, cell: ({ email }) => email },
    { head: people.role, cell: (item) => role[item.role] },
    { head: people.invitedAt, cell: ({ invited_at }) => date(invited_at) },
    { head: people.expiresAt, cell: ({ expires_at }) => date(expires_at) },
    {
      head: action,
      cell: ({ email, invitation_ref }) => (
        <AskFirst
          act={() => withdraw(roster.organisation_ref, invitation_ref)}
          label={people.withdraw}
          of={of(email)}
          onDone={() => onChanged(people.withdrawn)}
          title={people.withdrawTitle(email)}
        />
      ),
    },
  ];
  return (
    <Section title={people.pending}>
      {roster.invitations.length === 0 ? (
        <p>{people.noPending}</p>
      ) : (
        <DataTable
          caption={people.pending}
          columns={columns}
          keyOf={({ invitation_ref }) => invitation_ref}
          rows={roster.invitations}
        />
      )}
    </Section>
  );
}
