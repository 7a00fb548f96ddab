import { useState } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { Field } from "@/ui/Field";
import { Section } from "@/ui/parts/Section";
import { SignInFirst } from "@/ui/SignInFirst";
import { INPUT, OUTLINE, SOLID } from "@/ui/styles";
import { PLAN_FIELDS } from "../editing/fields";
import { useAssessment, useWork } from "../work";
import { Fields, Part } from "./Premises";
import { SectionLink } from "./SectionLink";

/** The documents that come of the case, and the sentences that only the firm can write. */
export function Plan() {
  const { sections, plan: texts } = useBiaTexts();
  const { id, editing } = useWork();
  const { plan_gaps } = useAssessment();
  return (
    <Section title={sections.plan}>
      <p>{texts.lead}</p>
      {editing.isChanged && <p>{texts.saveFirst}</p>}
      {id ? <Downloads id={id} /> : <SignInFirst>{texts.signInFirst}</SignInFirst>}
      <p className="flex flex-wrap gap-3">
        <SectionLink className={OUTLINE} section="print">
          {texts.print}
        </SectionLink>
        <SaveFile />
      </p>
      {plan_gaps.length > 0 && (
        <Part title={texts.gaps}>
          <ul className="list-disc pl-6" lang="ja">
            {plan_gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={texts.sentences}>
        <Fields specs={PLAN_FIELDS} />
      </Part>
    </Section>
  );
}

const FORMS = ["single", "joint"] as const;
const FORMATS = ["docx", "pdf", "json"] as const;

function Downloads({ id }: { id: string }) {
  const { plan: texts } = useBiaTexts();
  const base = `/api/v1/bia/cases/${encodeURIComponent(id)}`;
  return (
    <>
      {FORMS.map((form) => (
        <Part key={form} title={texts.forms[form]}>
          <Files
            address={(format) => `${base}/plan?form=${form}&format=${format}`}
            of={texts.forms[form]}
          />
        </Part>
      ))}
      <Proposal base={base} />
    </>
  );
}

/** One page for one customer; the first whose penalties the case knows is addressed at first. */
function Proposal({ base }: { base: string }) {
  const { plan: texts } = useBiaTexts();
  const { editing } = useWork();
  const known = (editing.draft.body.products ?? []).flatMap(({ penalties }) => penalties ?? []);
  const [customer, setCustomer] = useState(known[0]?.customer ?? "");
  const to = customer.trim() && `&customer=${encodeURIComponent(customer.trim())}`;
  return (
    <Part lead={texts.proposalLead} title={texts.proposal}>
      <Field id="proposal-customer" label={texts.proposalTo}>
        <input
          className={INPUT}
          id="proposal-customer"
          maxLength={100}
          onChange={(event) => setCustomer(event.target.value)}
          value={customer}
        />
      </Field>
      <Files address={(format) => `${base}/proposal?format=${format}${to}`} of={texts.proposal} />
    </Part>
  );
}

interface FilesProps {
  address: (format: (typeof FORMATS)[number]) => string;
  of: string;
}

function Files({ address, of }: FilesProps) {
  const { plan: texts } = useBiaTexts();
  return (
    <ul className="flex flex-wrap gap-3">
      {FORMATS.map((format, at) => (
        <li key={format}>
          <a className={at ? OUTLINE : SOLID} download href={address(format)}>
            {texts.formats[format]}
            <span className="sr-only">{texts.of(of)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The case itself, as the command line and this page read it. */
function SaveFile() {
  const { plan: texts } = useBiaTexts();
  const { editing } = useWork();
  function save() {
    const text = JSON.stringify(editing.draft.body, null, 2);
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), {
      href: address,
      download: "bia.json",
    });
    link.click();
    URL.revokeObjectURL(address);
  }
  return (
    <button className={OUTLINE} onClick={save} type="button">
      {texts.file}
    </button>
  );
}
