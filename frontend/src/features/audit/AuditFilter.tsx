import { useNavigate } from "@tanstack/react-router";
import { useSpeech } from "@/i18n/language";
import { useOrganisationTexts } from "@/i18n/organisation";
import { isOperator, type Me } from "@/lib/signing/rights";
import { describedBy, Field } from "@/ui/Field";
import { INPUT, OUTLINE } from "@/ui/styles";
import type { AuditFilter as Narrowed } from "./questions";

interface Props {
  filter: Narrowed;
  me: Me;
}

/** Narrows the log; an operator may name any owner, others choose among what is theirs. */
export function AuditFilter({ filter, me }: Props) {
  const { audit } = useOrganisationTexts();
  const navigate = useNavigate();

  function apply(form: FormData) {
    const read = (name: string) => String(form.get(name) ?? "").trim() || undefined;
    navigate({
      to: "/audit",
      search: { owner: read("owner"), subject: read("subject") },
      resetScroll: false,
    });
  }

  return (
    <form
      aria-label={audit.filter}
      className="grid grid-cols-1 gap-4 rounded-8 bg-blue-50 p-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-end print:hidden"
      key={JSON.stringify(filter)}
      onSubmit={(event) => {
        event.preventDefault();
        apply(new FormData(event.currentTarget));
      }}
    >
      {isOperator(me) ? <AnyOwner filter={filter} /> : <OwnOwner filter={filter} me={me} />}
      <Field hint={audit.subjectHint} id="subject" label={audit.subjectField}>
        <input
          aria-describedby={describedBy("subject", { hint: true })}
          autoComplete="off"
          className={INPUT}
          defaultValue={filter.subject ?? ""}
          id="subject"
          name="subject"
        />
      </Field>
      <button className={OUTLINE} type="submit">
        {audit.apply}
      </button>
    </form>
  );
}

function AnyOwner({ filter }: { filter: Narrowed }) {
  const { audit } = useOrganisationTexts();
  return (
    <Field hint={audit.ownerHint} id="owner" label={audit.owner}>
      <input
        aria-describedby={describedBy("owner", { hint: true })}
        autoComplete="off"
        className={INPUT}
        defaultValue={filter.owner ?? ""}
        id="owner"
        name="owner"
      />
    </Field>
  );
}

function OwnOwner({ filter, me }: Props) {
  const { t } = useSpeech();
  const { audit } = useOrganisationTexts();
  const firms = (me.memberships ?? []).filter(({ firm_id }) => firm_id);
  return (
    <Field id="owner" label={audit.owner}>
      <select className={INPUT} defaultValue={filter.owner ?? ""} id="owner" name="owner">
        <option value="">{audit.all}</option>
        <option value={me.person.person_ref}>
          {audit.self}
          {t.aside(me.person.name)}
        </option>
        {firms.map(({ organisation_ref, organisation_name }) => (
          <option key={organisation_ref} value={organisation_ref}>
            {organisation_name}
          </option>
        ))}
      </select>
    </Field>
  );
}
