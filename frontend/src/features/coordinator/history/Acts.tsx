import { useInfiniteQuery } from "@tanstack/react-query";
import type { FirmOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { More } from "../More";
import { auditQuestion } from "../registerQuestions";
import { Cell, Row, RowHead, Table } from "../Table";

/** What the coordinator's chamber read and changed of a firm's data, newest first. */
export function Acts({ firm }: { firm: FirmOut }) {
  const { history, action } = useCoordinatorTexts();
  const { language, t } = useSpeech();
  const log = useInfiniteQuery(auditQuestion(firm.firm_ref));
  const acts = log.data?.pages.flatMap((page) => page.items) ?? [];
  const time = (at: string) =>
    new Date(at).toLocaleString(language === "ja" ? "ja-JP" : "en-GB", {
      dateStyle: "medium",
      timeStyle: "short",
    });
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="text-std-24B-150">{history.audit}</h2>
      {log.isPending && <Loading />}
      {log.isLoadingError && <Failure error={log.error} retry={() => log.refetch()} />}
      {log.isSuccess && acts.length === 0 && <p>{history.noAudit}</p>}
      {acts.length > 0 && (
        <Table
          caption={history.auditCaption}
          heads={[history.when, history.what, history.who, history.fields]}
        >
          {acts.map((act) => (
            <Row key={act.position}>
              <RowHead>{time(act.at)}</RowHead>
              <Cell label={history.what}>{action[act.action]}</Cell>
              <Cell label={history.who}>{language === "ja" ? act.actor : act.actor_en}</Cell>
              <Cell label={history.fields}>{act.fields.join(t.separator) || history.whole}</Cell>
            </Row>
          ))}
        </Table>
      )}
      <More list={log} />
    </section>
  );
}
