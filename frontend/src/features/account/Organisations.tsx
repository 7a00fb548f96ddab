import { Link } from "@tanstack/react-router";
import type { MembershipOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { administers, type Me } from "@/lib/signing/rights";
import { Section } from "@/ui/parts/Section";
import { type Column, DataTable } from "@/ui/tables/DataTable";

/** Where one belongs, and the pages of each organisation. */
export function Organisations({ me }: { me: Me }) {
  const { account, role } = useAccountTexts();
  const memberships = me.memberships ?? [];
  const columns: Column<MembershipOut>[] = [
    { head: account.organisation, cell: (item) => <Name membership={item} /> },
    { head: account.roleHead, cell: (item) => role[item.role] },
    { head: account.links, cell: (item) => <Pages me={me} membership={item} /> },
  ];
  return (
    <Section title={account.organisations}>
      {memberships.length === 0 ? (
        <p>{account.noOrganisations}</p>
      ) : (
        <DataTable
          caption={account.organisations}
          columns={columns}
          keyOf={(item) => item.organisation_ref}
          rows={memberships}
        />
      )}
    </Section>
  );
}

function Name({ membership }: { membership: MembershipOut }) {
  const { firm_id, organisation_name } = membership;
  if (!firm_id) return <span lang="ja">{organisation_name}</span>;
  return (
    <Link lang="ja" params={{ id: firm_id }} to="/firms/$id">
      {organisation_name}
    </Link>
  );
}

function Pages({ me, membership }: { me: Me; membership: MembershipOut }) {
  const { account } = useAccountTexts();
  const { organisation_ref: ref, organisation_name: name, role } = membership;
  const of = <span className="sr-only">{account.of(name)}</span>;
  const doesAdminister = administers(me, ref);
  return (
    <ul className="flex flex-wrap gap-x-4">
      <li>
        <Link className={PAGE} params={{ ref }} to="/organisations/$ref/people">
          {account.people}
          {of}
        </Link>
      </li>
      {doesAdminister && (
        <li>
          <Link className={PAGE} params={{ ref }} to="/organisations/$ref/keys">
            {account.keys}
            {of}
          </Link>
        </li>
      )}
      {doesAdminister && role !== "operator" && (
        <li>
          <Link className={PAGE} params={{ ref }} to="/organisations/$ref/webhooks">
            {account.webhooks}
            {of}
          </Link>
        </li>
      )}
    </ul>
  );
}

const PAGE = "inline-flex min-h-11 items-center";
