import { useInfiniteQuery } from "@tanstack/react-query";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { More } from "../More";
import { Party } from "../Party";
import { silentQuestion } from "../registerQuestions";
import { Cell, Row, RowHead, Table } from "../Table";
import { Phone } from "./Phone";

interface Props {
  chamber: string | undefined;
  days: string | undefined;
}

/** Firms of which nobody has heard for some time, longest first. */
export function SilentFirms({ chamber, days }: Props) {
  const { firms, sign } = useCoordinatorTexts();
  const { date, number, t } = useSpeech();
  const list = useInfiniteQuery(silentQuestion(chamber, days));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150">{firms.silent}</h2>
      <p>{firms.silentLead}</p>
      {list.isPending && <Loading />}
      {list.isLoadingError && <Failure error={list.error} retry={() => list.refetch()} />}
      {list.isSuccess && items.length === 0 && <p role="status">{firms.silentEmpty}</p>}
      {items.length > 0 && (
        <Table
          caption={firms.silentCaption}
          heads={[firms.firm, firms.heardOn, firms.since, firms.phone]}
        >
          {items.map((item) => (
            <Row key={item.firm.id}>
              <RowHead>
                <Party firm={item.firm} />
              </RowHead>
              <Cell isWord label={firms.heardOn}>
                {date(item.heard_at)}
                {t.aside(sign[item.sign])}
              </Cell>
              <Cell isNumber label={firms.since}>
                {firms.dayCount(number(item.days))}
              </Cell>
              <Cell label={firms.phone}>
                <Phone firm={item.firm} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <More list={list} />
    </section>
  );
}
