import type { YearlyReportOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { Cell, Row, RowHead, Table } from "../Table";
import { useShare } from "./Stars";

/** Every item of the survey: this year's share with its interval and n, and the value of 2011. */
export function Outcomes({ report: { outcomes } }: { report: YearlyReportOut }) {
  const { report: texts } = useCoordinatorTexts();
  const { item, column } = useIntroductionTexts();
  const { number } = useSpeech();
  const share = useShare();
  return (
    <section className="grid grid-cols-1 gap-3 print:text-[8px] print:leading-tight">
      <h3 className="text-std-20B-150">{texts.outcomes}</h3>
      <Table
        caption={texts.outcomesCaption}
        numbersFrom={2}
        heads={[texts.item, texts.column, texts.count, texts.share, texts.interval, texts.baseline]}
      >
        {outcomes.map(({ item: name, told, baseline, is_north_star }) => (
          <Row key={name}>
            <RowHead>
              {is_north_star && <span aria-hidden="true">★ </span>}
              {item[name]}
            </RowHead>
            <Cell label={texts.column}>{column[name.split(".")[0] as keyof typeof column]}</Cell>
            <Cell isNumber label={texts.count}>
              {texts.ofCount(number(told.count), number(told.of))}
            </Cell>
            <Cell isNumber label={texts.share}>
              {share(told)}
            </Cell>
            <Cell isNumber label={texts.interval}>
              {told.low === null || told.high === null
                ? texts.noMedian
                : texts.range(number(told.low), number(told.high))}
            </Cell>
            <Cell isNumber label={texts.baseline}>
              {share(baseline)}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  );
}
