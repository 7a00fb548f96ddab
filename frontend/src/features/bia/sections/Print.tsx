import { useBiaTexts } from "@/i18n/bia";
import { Section } from "@/ui/parts/Section";
import { OUTLINE } from "@/ui/styles";
import { useAssessment, useWork } from "../work";
import { Findings } from "./Check";
import { Impact } from "./Impact";
import { InventoryTable } from "./Inventory";
import { Compared } from "./Options";
import { Pairs } from "./Pairs";
import { Priorities } from "./Priorities";
import { Schedule } from "./Schedule";
import { Summary } from "./Summary";

/** Everything that the analysis says, one after the other, for paper. */
export function Print() {
  const { print: texts, sections } = useBiaTexts();
  const { body } = useWork();
  const { findings, assessed_on, model_version } = useAssessment();
  return (
    <div className="grid grid-cols-1 gap-10">
      <p>
        <button className={OUTLINE} onClick={() => window.print()} type="button">
          {texts.print}
        </button>
      </p>
      <p>{texts.rests(assessed_on, model_version)}</p>
      <Summary />
      <Section title={sections.inventory}>
        <InventoryTable />
      </Section>
      <Schedule />
      <Priorities />
      <Impact />
      {(body.products ?? []).flatMap((product) =>
        (body.scenarios ?? []).map((scenario) => (
          <Section
            key={`${product.ref}/${scenario.ref}`}
            title={texts.of(product.name, scenario.name)}
          >
            <Compared productRef={product.ref} scenarioRef={scenario.ref} />
          </Section>
        )),
      )}
      <Pairs />
      <Section title={sections.check}>
        <Findings findings={findings} />
      </Section>
    </div>
  );
}
