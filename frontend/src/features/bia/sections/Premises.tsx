import type { ReactNode } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { Section } from "@/ui/parts/Section";
import { CaseField } from "../editing/CaseField";
import {
  BAND_FIELDS,
  DATA,
  FIRM_FIELDS,
  type FieldSpec,
  PRIORITY_FIELDS,
  PRODUCTS,
  type RecordSpec,
  SCENARIOS,
  SITES,
  SKILLS,
  WEIGHT_FIELDS,
} from "../editing/fields";
import { Records } from "../editing/Records";

/** What everything else is reckoned from. */
export function Premises() {
  const { sections, premises: texts } = useBiaTexts();
  return (
    <Section title={sections.premises}>
      <p>{texts.lead}</p>
      <Part title={texts.firm}>
        <Fields specs={FIRM_FIELDS} />
      </Part>
      <Part lead={texts.weightsLead} title={texts.weights}>
        <Fields specs={WEIGHT_FIELDS} />
      </Part>
      <Part lead={texts.prioritiesLead} title={texts.priorities}>
        <Fields specs={PRIORITY_FIELDS} />
      </Part>
      <Part lead={texts.bandsLead} title={texts.bands}>
        <Fields specs={BAND_FIELDS} />
      </Part>
      <Kinds specs={[PRODUCTS, SITES, SCENARIOS, DATA, SKILLS]} />
    </Section>
  );
}

function Kinds({ specs }: { specs: readonly RecordSpec[] }) {
  const { records } = useBiaTexts();
  return specs.map((spec) => (
    <Part key={spec.name} title={records[spec.name as keyof typeof records].title}>
      <Records spec={spec} />
    </Part>
  ));
}

export function Part({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  return (
    <section className="grid min-w-0 grid-cols-1 gap-3">
      <h3 className="border-solid-gray-420 border-b pb-1 text-std-20B-150">{title}</h3>
      {lead && <p>{lead}</p>}
      {children}
    </section>
  );
}

export function Fields({ specs }: { specs: readonly FieldSpec[] }) {
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {specs.map((spec) => (
        <CaseField key={spec.name} spec={spec} />
      ))}
    </div>
  );
}
