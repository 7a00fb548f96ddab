import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { Field } from "@/ui/Field";
import { INPUT, OUTLINE } from "@/ui/styles";
import { CompletenessQueue } from "./firms/CompletenessQueue";
import { SilentFirms } from "./firms/SilentFirms";
import { SuccessionRisks } from "./firms/SuccessionRisks";
import { chambersQuestion } from "./questions";
import { FIRM_TABS, type FirmsState, readFirms } from "./state";
import { Workbench } from "./Workbench";

const route = getRouteApi("/coordinator/firms");

/** The firms of the region by what the coordinator can do for them. */
export function FirmsPage() {
  const { firms } = useCoordinatorTexts();
  const state = readFirms(route.useSearch());
  return (
    <Workbench title={firms.title}>
      <Tabs state={state} />
      <Narrow state={state} />
      {!state.tab && <CompletenessQueue chamber={state.chamber} />}
      {state.tab === "silent" && <SilentFirms chamber={state.chamber} days={state.days} />}
      {state.tab === "succession" && <SuccessionRisks chamber={state.chamber} />}
    </Workbench>
  );
}

const TAB =
  "inline-flex min-h-11 items-center aria-[current=page]:font-700 aria-[current=page]:text-solid-gray-900! aria-[current=page]:no-underline";

function Tabs({ state }: { state: FirmsState }) {
  const { firms } = useCoordinatorTexts();
  return (
    <nav aria-label={firms.tabs} className="flex flex-wrap gap-x-6 print:hidden">
      {FIRM_TABS.map((tab) => (
        <Link
          activeOptions={{ exact: true }}
          aria-current={tab === (state.tab ?? "completeness") ? "page" : undefined}
          className={TAB}
          key={tab}
          search={{
            chamber: state.chamber,
            tab: tab === "completeness" ? undefined : tab,
            days: tab === "silent" ? state.days : undefined,
          }}
          to="/coordinator/firms"
        >
          {firms[tab]}
        </Link>
      ))}
    </nav>
  );
}

function Narrow({ state }: { state: FirmsState }) {
  const { firms } = useCoordinatorTexts();
  const navigate = useNavigate();
  const chambers = useQuery(chambersQuestion);
  const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim() || undefined;
  return (
    <form
      className="grid grid-cols-1 gap-4 rounded-8 bg-blue-50 p-4 sm:flex sm:items-end print:hidden"
      key={JSON.stringify([state, chambers.isSuccess])}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const search = { tab: state.tab, chamber: text(form, "chamber"), days: text(form, "days") };
        navigate({ to: "/coordinator/firms", search, resetScroll: false });
      }}
    >
      <Field className="sm:grow" id="chamber" label={firms.chamber}>
        <select className={INPUT} defaultValue={state.chamber ?? ""} id="chamber" name="chamber">
          <option value="">{firms.allChambers}</option>
          {chambers.data?.items.map(({ chamber_ref, name }) => (
            <option key={chamber_ref} value={chamber_ref}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      {state.tab === "silent" && (
        <Field id="days" label={firms.days}>
          <input
            className={INPUT}
            defaultValue={state.days ?? "90"}
            id="days"
            inputMode="numeric"
            name="days"
          />
        </Field>
      )}
      <button className={OUTLINE} type="submit">
        {firms.apply}
      </button>
    </form>
  );
}
