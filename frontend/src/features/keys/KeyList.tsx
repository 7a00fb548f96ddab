import type { IssuedKeyOut, KeyOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useMoment } from "@/i18n/moment";
import { useOrganisationTexts } from "@/i18n/organisation";
import { type Me, membershipIn } from "@/lib/signing/rights";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Section } from "@/ui/parts/Section";
import { type Column, DataTable } from "@/ui/tables/DataTable";
import { Rotate } from "./Rotate";

interface Props {
  items: KeyOut[];
  me: Me;
  revoke: (key: KeyOut) => Promise<unknown>;
  onRevoked: (key: KeyOut) => void;
  onRotated: (answer: IssuedKeyOut) => void;
}

export function KeyList({ items, me, revoke, onRevoked, onRotated }: Props) {
  const { keys, action, of } = useOrganisationTexts();
  const organisation = (ref: string) => membershipIn(me, ref)?.organisation_name ?? ref;
  const columns: Column<KeyOut>[] = [
    { head: keys.name, cell: (key) => <Name value={key} /> },
    {
      head: keys.holder,
      cell: (key) => (
        <>
          {key.holder}
          <span className="block text-std-16N-170" lang="ja">
            {organisation(key.organisation_ref)}
          </span>
        </>
      ),
    },
    { head: keys.scopes, cell: (key) => <Reach value={key} /> },
    { head: keys.state, cell: (key) => <State value={key} /> },
    { head: keys.lastUsed, cell: (key) => <Uses value={key} /> },
    {
      head: action,
      cell: (key) =>
        key.state !== "revoked" && (
          <div className="flex flex-wrap gap-x-4">
            {key.person_ref === me.person.person_ref && <Rotate of={key} onRotated={onRotated} />}
            <AskFirst
              act={() => revoke(key)}
              label={keys.revoke}
              of={of(key.name)}
              onDone={() => onRevoked(key)}
              title={keys.revokeTitle(key.name)}
            >
              <p>{keys.revokeLead}</p>
            </AskFirst>
          </div>
        ),
    },
  ];
  return (
    <Section title={keys.list}>
      {items.length === 0 ? (
        <p>{keys.none}</p>
      ) : (
        <DataTable
          caption={keys.list}
          columns={columns}
          keyOf={({ key_ref }) => key_ref}
          rows={items}
        />
      )}
    </Section>
  );
}

function Name({ value }: { value: KeyOut }) {
  return (
    <>
      {value.name}
      <span className="block font-400 font-mono text-std-16N-170">{value.prefix}…</span>
    </>
  );
}

function Reach({ value: { scopes, region } }: { value: KeyOut }) {
  const { keys } = useOrganisationTexts();
  const { t } = useSpeech();
  const names = region
    ? [
        ...(region.clusters ?? []),
        ...(region.prefectures ?? []),
        ...(region.municipality_codes ?? []),
      ]
    : [];
  return (
    <>
      {scopes.map((scope) => keys.scope[scope].label).join(t.separator)}
      {names.length > 0 && (
        <span className="block text-std-16N-170">
          {keys.region}
          {t.colon}
          {names.join(t.separator)}
        </span>
      )}
    </>
  );
}

function State({ value }: { value: KeyOut }) {
  const { keys } = useOrganisationTexts();
  const { date } = useSpeech();
  const moment = useMoment();
  return (
    <>
      <span className="font-700">{keys.states[value.state]}</span>
      {value.state === "valid" && (
        <span className="block text-std-16N-170">{keys.until(date(value.expires_at))}</span>
      )}
      {value.state === "valid" &&
        value.former_until &&
        new Date(value.former_until) > new Date() && (
          <span className="block text-std-16N-170">{keys.former(moment(value.former_until))}</span>
        )}
    </>
  );
}

function Uses({ value }: { value: KeyOut }) {
  const { keys } = useOrganisationTexts();
  const { date } = useSpeech();
  return (
    <>
      {value.last_used_on ? date(value.last_used_on) : keys.never}
      {value.last_refused_on && (
        <span className="block text-error-2 text-std-16N-170">
          {keys.refused(date(value.last_refused_on))}
        </span>
      )}
    </>
  );
}
