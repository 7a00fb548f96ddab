import type { ActOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useMoment } from "@/i18n/moment";
import { useOrganisationTexts } from "@/i18n/organisation";
import { type Me, membershipIn } from "@/lib/signing/rights";
import { type Column, DataTable } from "@/ui/tables/DataTable";

interface Props {
  acts: ActOut[];
  me: Me;
}

/** The entries of the log. */
export function Acts({ acts, me }: Props) {
  const { audit } = useOrganisationTexts();
  const moment = useMoment();
  const columns: Column<ActOut>[] = [
    { head: audit.when, cell: ({ at }) => <time dateTime={at}>{moment(at)}</time> },
    { head: audit.who, cell: (act) => <Actor act={act} /> },
    { head: audit.what, cell: (act) => <Deed act={act} /> },
    { head: audit.whose, cell: (act) => <Owner act={act} me={me} /> },
    { head: audit.how, cell: ({ door }) => audit.door[door] ?? door },
  ];
  return (
    <DataTable
      caption={audit.title}
      columns={columns}
      keyOf={({ position }) => position}
      rows={acts}
    />
  );
}

function Actor({ act }: { act: ActOut }) {
  const { audit } = useOrganisationTexts();
  const { language } = useSpeech();
  return (
    <>
      {language === "ja" ? act.actor : act.actor_en}
      {act.organisation && (
        <span className="block text-std-16N-170" lang="ja">
          {act.organisation}
        </span>
      )}
      {act.key_ref && <span className="block text-std-16N-170">{audit.key(act.key_ref)}</span>}
    </>
  );
}

function Deed({ act }: { act: ActOut }) {
  const { audit } = useOrganisationTexts();
  const { t, fieldName } = useSpeech();
  const names = act.fields.map((field) => audit.field[field] ?? fieldName(field));
  return (
    <>
      <span className="font-700">{audit.action[act.action]}</span>
      {t.colon}
      {audit.subject[act.subject_kind] ?? act.subject_kind} {act.subject_ref}
      {act.fields.length > 0 && (
        <span className="block text-std-16N-170">{audit.fields(names.join(t.separator))}</span>
      )}
    </>
  );
}

function Owner({ act: { owner_ref }, me }: { act: ActOut; me: Me }) {
  const { audit } = useOrganisationTexts();
  if (!owner_ref) return "—";
  if (owner_ref === me.person.person_ref) return audit.self;
  return membershipIn(me, owner_ref)?.organisation_name ?? owner_ref;
}
