import { useBiaTexts } from "@/i18n/bia";
import { Fact, Facts } from "@/ui/Facts";
import { Section } from "@/ui/parts/Section";
import { SOLID } from "@/ui/styles";
import { useFigures } from "../figures";
import { useAssessment, useWork } from "../work";
import { SENTENCE, SectionLink } from "./SectionLink";

/** What the analysis says in short, and the next thing to do. */
export function Summary() {
  const { sections, summary: texts, choices } = useBiaTexts();
  const { body } = useWork();
  const figures = useFigures();
  const { daily_losses, schedules, covers, findings } = useAssessment();
  const problems = findings.filter(({ severity }) => severity === "problem").length;
  return (
    <Section title={sections.summary}>
      {daily_losses.map(({ product_ref, name, ...loss }) => (
        <section className="grid grid-cols-1 gap-2" key={product_ref}>
          <h3 className="text-std-20B-150" lang="ja">
            {name}
          </h3>
          <Facts isDense>
            <Fact label={texts.sales}>{figures.yen(loss.daily_sales)}</Fact>
            <Fact label={texts.profit}>{figures.yen(loss.daily_marginal_profit)}</Fact>
            {schedules
              .filter((schedule) => schedule.product_ref === product_ref)
              .map(({ mode, total_days }) => (
                <Fact key={mode} label={texts.lead(choices.timing[mode])}>
                  {figures.days(total_days)}
                </Fact>
              ))}
            {covers
              .filter((cover) => cover.product_ref === product_ref)
              .map(({ level, days }) => (
                <Fact key={level} label={texts.cover(choices.level[level])}>
                  {figures.days(days)}
                </Fact>
              ))}
          </Facts>
          <p className="text-solid-gray-700" lang="ja">
            {loss.formula}
          </p>
        </section>
      ))}
      {!daily_losses.length && <p>{texts.noProduct}</p>}
      <Worst />
      <p>
        <SectionLink className={SENTENCE} section="check">
          {texts.findings(problems, findings.length)}
        </SectionLink>
      </p>
      {(body.products ?? []).length > 0 && (
        <p>
          <SectionLink className={SOLID} section="alternatives">
            {texts.seek}
          </SectionLink>
        </p>
      )}
    </Section>
  );
}

/** The loss of every disaster: with nothing, and with what the plan may officially count on. */
function Worst() {
  const { summary: texts } = useBiaTexts();
  const { body } = useWork();
  const figures = useFigures();
  const { outcomes, options } = useAssessment();
  const officials = options.filter(({ is_official }) => is_official);
  const rows = outcomes.filter(
    ({ option_refs, stock_level }) => !option_refs.length && stock_level === "mean",
  );
  if (!rows.length) return null;
  return (
    <ul className="grid list-disc grid-cols-1 gap-1 pl-6">
      {rows.map((none) => {
        const refs = officials
          .filter(({ product_ref }) => product_ref === none.product_ref)
          .map(({ ref }) => ref);
        const official = outcomes.find(
          (one) =>
            one.product_ref === none.product_ref &&
            one.scenario_ref === none.scenario_ref &&
            one.stock_level === "mean" &&
            refs.length > 0 &&
            sameRefs(one.option_refs, refs),
        );
        const scenario = body.scenarios?.find(({ ref }) => ref === none.scenario_ref)?.name ?? "";
        return (
          <li key={`${none.product_ref}/${none.scenario_ref}`}>
            {texts.worst(scenario, figures.days(none.shortage_days), figures.yen(none.loss))}
            {official &&
              texts.official(figures.days(official.shortage_days), figures.yen(official.loss))}
          </li>
        );
      })}
    </ul>
  );
}

export const sameRefs = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((ref) => other.includes(ref));
