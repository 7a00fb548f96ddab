import type { OptionOut, OutcomeOut, StockLevel } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import { SelectInput } from "@/ui/forms/SelectInput";
import { Section } from "@/ui/parts/Section";
import { SOLID } from "@/ui/styles";
import { DataTable } from "@/ui/tables/DataTable";
import { nameIn } from "../case";
import { OPTIONS } from "../editing/fields";
import { Records } from "../editing/Records";
import { useFigures } from "../figures";
import { useAssessment, useWork } from "../work";
import { ProductSwitch, ScenarioSwitch, useProduct, useScenario } from "./Choose";
import { OutcomeChart } from "./OutcomeChart";
import { Pairs } from "./Pairs";
import { Part } from "./Premises";
import { SectionLink } from "./SectionLink";
import { sameRefs } from "./Summary";
import { WhatIf } from "./WhatIf";

/** What a disaster does to a product, and what each option would change. */
export function Options() {
  const { sections, options: texts } = useBiaTexts();
  const { id, editing } = useWork();
  const product = useProduct();
  const scenario = useScenario();
  return (
    <Section title={sections.options}>
      <p>{texts.lead}</p>
      <ProductSwitch />
      <ScenarioSwitch />
      {product && scenario ? (
        <>
          <p>
            <SectionLink className={SOLID} section="alternatives">
              {texts.seek}
            </SectionLink>
          </p>
          <Compared productRef={product.ref} scenarioRef={scenario.ref} />
          {id && !editing.isChanged && (
            <WhatIf id={id} productRef={product.ref} scenarioRef={scenario.ref} />
          )}
        </>
      ) : (
        <p>{texts.nothing}</p>
      )}
      <Pairs />
      <Part title={texts.edit}>
        <Records spec={OPTIONS} />
      </Part>
    </Section>
  );
}

interface Looked {
  productRef: string;
  scenarioRef: string;
}

/** One row of the comparison: nothing, one option, or several together. */
interface Row {
  key: string;
  label: string;
  option?: OptionOut;
  outcome: OutcomeOut;
}

function useRows({ productRef, scenarioRef }: Looked): Row[] {
  const { options: texts } = useBiaTexts();
  const { outcomes, options } = useAssessment();
  const own = options.filter(({ product_ref }) => product_ref === productRef);
  const here = outcomes.filter(
    (one) =>
      one.product_ref === productRef &&
      one.scenario_ref === scenarioRef &&
      one.stock_level === "mean",
  );
  const find = (refs: readonly string[]) => here.find((one) => sameRefs(one.option_refs, refs));
  const refsOf = (some: readonly OptionOut[]) => some.map(({ ref }) => ref);
  const officials = refsOf(own.filter(({ is_official }) => is_official));
  const wanted = [
    { key: "none", label: texts.none, refs: [] as string[] },
    ...own.map((option) => ({ key: option.ref, label: option.name, option, refs: [option.ref] })),
    ...(officials.length > 1 ? [{ key: "official", label: texts.officials, refs: officials }] : []),
    ...(own.length > 1 ? [{ key: "all", label: texts.all, refs: refsOf(own) }] : []),
  ];
  return wanted.flatMap(({ refs, ...row }) => {
    const outcome = find(refs);
    return outcome ? [{ ...row, outcome }] : [];
  });
}

export function Compared(looked: Looked) {
  const { options: texts } = useBiaTexts();
  const rows = useRows(looked);
  const none = rows.find(({ key }) => key === "none");
  if (!none) return <p>{texts.noOutcome}</p>;
  return (
    <>
      <Part title={texts.compared}>
        <Comparison rows={rows} />
        <Notes rows={rows} />
      </Part>
      <Part title={texts.effort}>
        <Efforts rows={rows} {...looked} />
      </Part>
      <Chosen none={none.outcome} rows={rows} {...looked} />
      <Part lead={texts.levelsLead} title={texts.levels}>
        <Levels {...looked} />
      </Part>
    </>
  );
}

function Comparison({ rows }: { rows: readonly Row[] }) {
  const { options: texts, outcome } = useBiaTexts();
  const figures = useFigures();
  const met = (value: boolean | null) =>
    value === null ? outcome.noRto : value ? outcome.met : outcome.notMet;
  return (
    <DataTable
      caption={texts.compared}
      columns={[
        { head: texts.option, cell: ({ label }) => <span lang="ja">{label}</span> },
        {
          head: texts.standing,
          cell: ({ option, outcome: it }) => <Standing is={it} option={option} />,
        },
        { head: outcome.shortage, cell: ({ outcome: it }) => figures.days(it.shortage_days) },
        { head: outcome.loss, cell: ({ outcome: it }) => <strong>{figures.yen(it.loss)}</strong> },
        { head: outcome.unmet, cell: ({ outcome: it }) => figures.pieces(it.unmet) },
        { head: outcome.rta, cell: ({ outcome: it }) => figures.days(it.rta_days, outcome.never) },
        { head: outcome.rto, cell: ({ outcome: it }) => met(it.is_rto_met) },
      ]}
      keyOf={({ key }) => key}
      rows={rows}
    />
  );
}

/** What the figures leave out, or take for granted. */
function Notes({ rows }: { rows: readonly Row[] }) {
  const notes = [...new Set(rows.flatMap(({ outcome }) => outcome.notes))];
  return (
    <ul className="list-disc pl-6" lang="ja">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** Whether the plan may count on it, in the word of the API. */
function Standing({ option, is }: { option?: OptionOut; is: OutcomeOut }) {
  const { options: texts } = useBiaTexts();
  if (option) return <span lang="ja">{option.standing}</span>;
  if (!is.option_refs.length) return null;
  return is.is_official ? texts.official : texts.notOfficial;
}

/** What an option takes: time, money, and whether the disaster spares it. */
function Efforts({ rows, scenarioRef }: Looked & { rows: readonly Row[] }) {
  const { options: texts } = useBiaTexts();
  const figures = useFigures();
  const options = rows.flatMap(({ option }) => option ?? []);
  if (!options.length) return <p>{texts.noOptions}</p>;
  return (
    <DataTable
      caption={texts.effort}
      columns={[
        {
          head: texts.option,
          cell: ({ name, notes }) => (
            <span lang="ja">
              {name}
              {notes.map((note) => (
                <span className="block font-400 text-solid-gray-700" key={note}>
                  {note}
                </span>
              ))}
            </span>
          ),
        },
        {
          head: texts.time,
          cell: (it) =>
            texts.both(figures.days(it.first_delivery_days), figures.days(it.ramp_days)),
        },
        {
          head: texts.capacity,
          cell: (it) => figures.share(it.capacity_share, texts.whatIsNeeded),
        },
        { head: texts.premium, cell: (it) => figures.yen(it.premium + it.transport) },
        {
          head: texts.cost,
          cell: (it) => texts.both(figures.yen(it.preparation), figures.yen(it.activation)),
        },
        { head: texts.independence, cell: (it) => figures.share(it.hazard_independence) },
        {
          head: texts.exposure,
          cell: (it) => <ExposureHere option={it} scenarioRef={scenarioRef} />,
        },
      ]}
      keyOf={({ ref }) => ref}
      rows={options}
    />
  );
}

/** Whether the disaster hits it, and through what it shares with the firm. */
function ExposureHere({ option, scenarioRef }: { option: OptionOut; scenarioRef: string }) {
  const { choices } = useBiaTexts();
  const found = option.exposures.find(({ scenario_ref }) => scenario_ref === scenarioRef);
  if (!found) return null;
  return (
    <>
      {choices.exposure[found.exposure]}
      {found.shared.length > 0 && (
        <span className="block text-solid-gray-700" lang="ja">
          {found.shared.join("・")}
        </span>
      )}
    </>
  );
}

interface ChosenProps extends Looked {
  none: OutcomeOut;
  rows: readonly Row[];
}

/** Day by day: with nothing, and with the one that is chosen. */
function Chosen({ none, rows, productRef, scenarioRef }: ChosenProps) {
  const { options: texts, print } = useBiaTexts();
  const { body, state, go } = useWork();
  const others = rows.filter(({ key }) => key !== "none");
  const chosen = others.find(({ key }) => key === state.option) ?? others[0];
  return (
    <Part title={texts.overDays}>
      {chosen && (
        <div className="max-w-[28rem] print:hidden">
          <SelectInput
            id="option"
            label={texts.compareWith}
            onChange={(option) => go({ ...state, option })}
            options={others.map(({ key, label }) => ({ value: key, label }))}
            value={chosen.key}
          />
        </div>
      )}
      <OutcomeChart
        outcomes={[
          { name: texts.none, outcome: none },
          ...(chosen ? [{ name: chosen.label, outcome: chosen.outcome }] : []),
        ]}
        title={print.of(nameIn(body.products, productRef), nameIn(body.scenarios, scenarioRef))}
      />
    </Part>
  );
}

/** With nothing, at the least, the mean and the most stock. */
function Levels({ productRef, scenarioRef }: Looked) {
  const { options: texts, outcome, choices } = useBiaTexts();
  const figures = useFigures();
  const { outcomes } = useAssessment();
  const rows = outcomes.filter(
    (one) =>
      one.product_ref === productRef && one.scenario_ref === scenarioRef && !one.option_refs.length,
  );
  const order: StockLevel[] = ["minimum", "mean", "maximum"];
  return (
    <DataTable
      caption={texts.levels}
      columns={[
        { head: texts.level, cell: ({ stock_level }) => choices.level[stock_level] },
        { head: outcome.tts, cell: ({ tts_days }) => figures.days(tts_days, outcome.always) },
        { head: outcome.shortage, cell: ({ shortage_days }) => figures.days(shortage_days) },
        { head: outcome.loss, cell: ({ loss }) => figures.yen(loss) },
      ]}
      keyOf={({ stock_level }) => stock_level}
      rows={order.flatMap((level) => rows.find((row) => row.stock_level === level) ?? [])}
    />
  );
}
