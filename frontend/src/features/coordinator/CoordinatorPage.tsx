import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useIntroductionTexts } from "@/i18n/introduction";
import { Loading } from "@/ui/Loading";
import { SOLID } from "@/ui/styles";
import { remindersQuestion } from "./questions";
import { readPipeline } from "./state";
import { PipelineBoard } from "./today/PipelineBoard";
import { PipelineFilter } from "./today/PipelineFilter";
import { PipelineList } from "./today/PipelineList";
import { Today } from "./today/Today";
import { Workbench } from "./Workbench";

const route = getRouteApi("/coordinator");

/** What to do today, and below it every introduction: as a list, or by stage. */
export function CoordinatorPage() {
  const { nav } = useCoordinatorTexts();
  return (
    <Workbench title={nav.today}>
      <Work />
    </Workbench>
  );
}

/** The day first: what stands below it would move when it came. */
function Work() {
  const { isFetched } = useQuery(remindersQuestion);
  if (!isFetched) return <Loading />;
  return (
    <>
      <Today />
      <Pipeline />
    </>
  );
}

/** The router compares addresses as they are spelt; what they mean is said by aria-current. */
const EXACT = { exact: true };

const VIEW =
  "inline-flex min-h-11 items-center aria-[current=page]:font-700 aria-[current=page]:text-solid-gray-900! aria-[current=page]:no-underline";

function Pipeline() {
  const { list } = useIntroductionTexts();
  const state = readPipeline(route.useSearch());
  const { view, ...filter } = state;
  const { stage: _, ...everyStage } = filter; // the board has a column for each
  return (
    <section className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-std-24B-150">{list.title}</h2>
        <Link className={SOLID} search={{}} to="/coordinator/introductions/new">
          {list.start}
        </Link>
      </div>
      <nav aria-label={list.view} className="flex flex-wrap gap-x-6 print:hidden">
        <Link
          activeOptions={EXACT}
          aria-current={view === "board" ? undefined : "page"}
          className={VIEW}
          resetScroll={false}
          search={filter}
          to="/coordinator"
        >
          {list.asList}
        </Link>
        <Link
          activeOptions={EXACT}
          aria-current={view === "board" ? "page" : undefined}
          className={VIEW}
          resetScroll={false}
          search={{ ...everyStage, view: "board" }}
          to="/coordinator"
        >
          {list.asBoard}
        </Link>
      </nav>
      <PipelineFilter state={state} />
      {view === "board" ? <PipelineBoard filter={everyStage} /> : <PipelineList filter={filter} />}
    </section>
  );
}
