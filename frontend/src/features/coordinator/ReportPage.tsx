import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { YearlyReportOut } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Field } from "@/ui/Field";
import { Loading } from "@/ui/Loading";
import { INPUT, OUTLINE, TEXT } from "@/ui/styles";
import { chambersOf, isOperator, useChamberName } from "./names";
import { chambersQuestion } from "./questions";
import { reportFile, reportQuestion } from "./registerQuestions";
import { Counts } from "./report/Counts";
import { Outcomes } from "./report/Outcomes";
import { Stars } from "./report/Stars";
import type { ReportState } from "./state";
import { readReport } from "./state";
import { Workbench } from "./Workbench";

const route = getRouteApi("/coordinator/report");

/** What a year of introductions came to, on one sheet for the council. */
export function ReportPage() {
  const { report } = useCoordinatorTexts();
  return (
    <Workbench title={report.title}>
      <Year />
    </Workbench>
  );
}

function Year() {
  const me = useQuery(meQuestion);
  const search = readReport(route.useSearch());
  const own = chambersOf(me.data);
  // The API wants to know which, from whoever has more than one.
  const chamber = search.chamber ?? (isOperator(me.data) ? undefined : own[0]);
  const state = { ...search, chamber, year: search.year ?? String(new Date().getFullYear()) };
  const report = useQuery(reportQuestion(state));
  return (
    <>
      <Choose state={state} />
      {report.isPending && <Loading />}
      {report.isError && <Failure error={report.error} retry={() => report.refetch()} />}
      {report.data && <Report report={report.data} state={state} />}
    </>
  );
}

function Choose({ state }: { state: ReportState }) {
  const { report } = useCoordinatorTexts();
  const navigate = useNavigate();
  const me = useQuery(meQuestion);
  const chambers = useQuery(chambersQuestion);
  const own = chambersOf(me.data);
  const isAny = isOperator(me.data);
  const offered = (chambers.data?.items ?? []).filter(
    ({ chamber_ref }) => isAny || own.includes(chamber_ref),
  );
  const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim() || undefined;
  return (
    <form
      className="grid grid-cols-1 gap-4 rounded-8 bg-blue-50 p-4 sm:grid-cols-[8rem_minmax(0,1fr)_auto] sm:items-end print:hidden"
      key={JSON.stringify([state, offered.length])}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const search: ReportState = {
          year: text(form, "year"),
          chamber: text(form, "chamber"),
          fiscal: form.get("fiscal") ? "true" : undefined,
        };
        navigate({ to: "/coordinator/report", search });
      }}
    >
      <Field id="year" label={report.year}>
        <input
          className={INPUT}
          defaultValue={state.year}
          id="year"
          inputMode="numeric"
          name="year"
        />
      </Field>
      <Field id="chamber" label={report.chamber}>
        <select className={INPUT} defaultValue={state.chamber ?? ""} id="chamber" name="chamber">
          {isAny && <option value="">{report.everybody}</option>}
          {offered.map(({ chamber_ref, name }) => (
            <option key={chamber_ref} value={chamber_ref}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <button className={OUTLINE} type="submit">
        {report.show}
      </button>
      <label className="flex min-h-11 items-center gap-3 sm:col-span-3">
        <input
          className="size-6 shrink-0 accent-blue-900"
          defaultChecked={!!state.fiscal}
          name="fiscal"
          type="checkbox"
        />
        {report.fiscal}
      </label>
    </form>
  );
}

function Report({ report, state }: { report: YearlyReportOut; state: ReportState }) {
  const { report: texts } = useCoordinatorTexts();
  const nameOf = useChamberName();
  const chamber = report.chamber_ref ? nameOf(report.chamber_ref) : texts.everybody;
  return (
    <article className="grid grid-cols-1 gap-6 print:gap-2">
      <h2 className="text-std-24B-150">{texts.heading(report.label, chamber)}</h2>
      <p className="flex flex-wrap items-center gap-x-5 print:hidden">
        <button className={OUTLINE} onClick={() => window.print()} type="button">
          {texts.print}
        </button>
        <span>{texts.files}</span>
        <a className={TEXT} download href={reportFile(state, "csv")}>
          {texts.csv}
        </a>
        <a className={TEXT} download href={reportFile(state, "csv", "cp932")}>
          {texts.csvSjis}
        </a>
        <a className={TEXT} download href={reportFile(state, "xlsx")}>
          {texts.excel}
        </a>
      </p>
      <Stars report={report} />
      <Counts report={report} />
      <Outcomes report={report} />
      <p className="text-std-16N-170">{texts.source}</p>
    </article>
  );
}
