import type { YearlyReportOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { Fact, Facts } from "@/ui/Facts";
import { Cell, Row, RowHead, Table } from "../Table";
import { useShare } from "./Stars";

/** How many introductions came how far, how they ended, and what was ordered. */
export function Counts({ report }: { report: YearlyReportOut }) {
  const { report: texts } = useCoordinatorTexts();
  const { number } = useSpeech();
  const share = useShare();
  const { other_clusters: across, orders, cases_with_orders } = report;
  return (
    <>
      <Facts isDense>
        <Fact label={texts.acrossClusters}>
          {share(across)} {texts.ofCount(number(across.count), number(across.of))}
        </Fact>
        <Fact label={texts.orders}>
          {cases_with_orders
            ? texts.yen(number(orders), number(cases_with_orders))
            : texts.noOrders}
        </Fact>
      </Facts>
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-3 print:grid-cols-3 print:gap-3">
        <Reached report={report} />
        <Endings report={report} />
        <Declined report={report} />
      </div>
    </>
  );
}

interface Props {
  report: YearlyReportOut;
}

function Reached({ report: { reached, days } }: Props) {
  const { report: texts } = useCoordinatorTexts();
  const { stage } = useIntroductionTexts();
  const { number } = useSpeech();
  return (
    <Table numbersFrom={1} caption={texts.reached} heads={[texts.stage, texts.count, texts.days]}>
      {namesOf(stage)
        .filter((name) => name in reached)
        .map((name) => {
          const median = days[name]?.median_days;
          return (
            <Row key={name}>
              <RowHead>{stage[name]}</RowHead>
              <Cell isNumber label={texts.count}>
                {texts.cases(number(reached[name] ?? 0))}
              </Cell>
              <Cell isNumber label={texts.days}>
                {typeof median === "number" ? texts.median(number(median)) : texts.noMedian}
              </Cell>
            </Row>
          );
        })}
    </Table>
  );
}

function Endings({ report: { endings } }: Props) {
  const { report: texts } = useCoordinatorTexts();
  const { ending } = useIntroductionTexts();
  const { number } = useSpeech();
  return (
    <Table numbersFrom={1} caption={texts.endings} heads={[texts.ending, texts.count]}>
      {namesOf(ending).map((name) => (
        <Row key={name}>
          <RowHead>{ending[name]}</RowHead>
          <Cell isNumber label={texts.count}>
            {texts.cases(number(endings[name] ?? 0))}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Declined({ report: { declined_for } }: Props) {
  const { report: texts } = useCoordinatorTexts();
  const { reason } = useIntroductionTexts();
  const { number } = useSpeech();
  const given = namesOf(reason).filter((name) => declined_for[name]);
  if (!given.length) {
    return (
      <p>
        {texts.declined}
        <br />
        {texts.noneDeclined}
      </p>
    );
  }
  return (
    <Table numbersFrom={1} caption={texts.declined} heads={[texts.reason, texts.count]}>
      {given.map((name) => (
        <Row key={name}>
          <RowHead>{reason[name]}</RowHead>
          <Cell isNumber label={texts.count}>
            {texts.cases(number(declined_for[name] ?? 0))}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

const namesOf = <Name extends string>(names: Record<Name, string>) => Object.keys(names) as Name[];
