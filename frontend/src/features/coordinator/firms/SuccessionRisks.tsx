import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { DependentOut, MatchOut, SuccessionRiskOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { TEXT } from "@/ui/styles";
import { More } from "../More";
import { Party } from "../Party";
import { successionQuestion } from "../registerQuestions";
import { FirmActions } from "./FirmActions";

/** Firms that may go: who depends on them, and who could stand in. */
export function SuccessionRisks({ chamber }: { chamber: string | undefined }) {
  const { firms } = useCoordinatorTexts();
  const list = useInfiniteQuery(successionQuestion(chamber));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150">{firms.succession}</h2>
      <p>{firms.successionLead}</p>
      {list.isPending && <Loading />}
      {list.isLoadingError && <Failure error={list.error} retry={() => list.refetch()} />}
      {list.isSuccess && items.length === 0 && <p role="status">{firms.successionEmpty}</p>}
      <ol className="grid grid-cols-1 gap-4">
        {items.map((risk) => (
          <li key={risk.firm.id}>
            <Risk risk={risk} />
          </li>
        ))}
      </ol>
      <More list={list} />
    </section>
  );
}

function Risk({
  risk: { firm, succession, years_left, dependents, alternates },
}: {
  risk: SuccessionRiskOut;
}) {
  const { firms, plan } = useCoordinatorTexts();
  const { date, number, t } = useSpeech();
  const { closing_year } = succession;
  return (
    <article className="grid grid-cols-1 gap-3 rounded-8 border border-solid-gray-420 p-4 print:break-inside-avoid">
      <h3 className="text-std-20B-150">
        <Party firm={firm} />
      </h3>
      <p>
        <strong className="font-700">
          {closing_year ? firms.closing(closing_year) : plan[succession.plan]}
        </strong>
        {years_left !== null &&
          t.aside(years_left > 0 ? firms.years(number(years_left)) : firms.thisYear)}{" "}
        <span className="text-solid-gray-700">{firms.askedOn(date(succession.asked_on))}</span>
      </p>
      {succession.note && <p lang="ja">{succession.note}</p>}
      <h4 className="font-700">{firms.dependents}</h4>
      <Dependents dependents={dependents} />
      <h4 className="font-700">{firms.alternates}</h4>
      <Alternates alternates={alternates} />
      <FirmActions firm={firm} />
    </article>
  );
}

function Dependents({ dependents }: { dependents: DependentOut[] }) {
  const { firms, tie } = useCoordinatorTexts();
  const { date, number, t } = useSpeech();
  if (!dependents.length) return <p>{firms.noDependents}</p>;
  return (
    <ul className="list-disc pl-6">
      {dependents.map(({ firm, kinds, last_on, times, is_its_only_partner }) => (
        <li key={firm.id}>
          <Party firm={firm} /> {kinds.map((kind) => tie[kind]).join(t.separator)}
          {t.aside(firms.lastOn(date(last_on), number(times)))}
          {is_its_only_partner && (
            <strong className="block font-700 text-error-2">{firms.onlyPartner}</strong>
          )}
        </li>
      ))}
    </ul>
  );
}

function Alternates({ alternates }: { alternates: MatchOut[] | null }) {
  const { firms } = useCoordinatorTexts();
  const { t, say } = useSpeech();
  if (!alternates) return <p>{firms.noIndex}</p>;
  if (!alternates.length) return <p>{firms.noAlternates}</p>;
  return (
    <ul className="grid grid-cols-1 gap-2">
      {alternates.map(({ firm, fit, reasons }) => (
        <li className="border-solid-gray-200 border-b pb-2" key={firm.id}>
          <Party firm={firm} /> {t.match.fitLabel}
          {t.colon}
          {t.fit[fit]}
          {reasons[0] && (
            <span className="block text-std-16N-170" lang="ja">
              {say(reasons[0])}
            </span>
          )}
          <Link className={TEXT} search={{ firm: firm.id }} to="/coordinator/introductions/new">
            {firms.introduce}
            <span className="sr-only">{firms.of(firm.name)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
