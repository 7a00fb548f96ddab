import { Link, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { Failure } from "@/ui/Failure";
import { LeftIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { TEXT } from "@/ui/styles";
import { Clashes } from "./editing/Clashes";
import { Refusal } from "./editing/Refusal";
import { SaveBar } from "./editing/SaveBar";
import { PAGES } from "./sections";
import { SectionLink } from "./sections/SectionLink";
import { SECTIONS } from "./state";
import { useWork, type Work, WorkContext } from "./work";

/** What surrounds every page of a case: its title, the way to the others, and the save. */
export function Desk({ work, notice }: { work: Work; notice?: ReactNode }) {
  const { cases: texts } = useBiaTexts();
  const { editing, state } = work;
  const section = state.section ?? "summary";
  return (
    <WorkContext value={work}>
      <div className="grid grid-cols-1 gap-6 print:gap-3">
        <p className="print:hidden">
          <Link className={TEXT} to="/bia">
            <LeftIcon />
            {texts.back}
          </Link>
        </p>
        <PageTitle lang="ja">{editing.base.body.title}</PageTitle>
        <p lang="ja">{editing.base.body.firm_name}</p>
        {notice}
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-[12rem_minmax(0,1fr)] print:block">
          <Places />
          <div className="grid min-w-0 grid-cols-1 content-start gap-6">
            {editing.clashes ? (
              <Clashes />
            ) : (
              <form
                className="grid min-w-0 grid-cols-1 gap-6"
                noValidate
                onSubmit={(event) => {
                  event.preventDefault();
                  editing.submit();
                }}
              >
                <Refusal />
                <Page />
                {(PAGES[section].isForm || editing.isChanged) && <SaveBar />}
              </form>
            )}
          </div>
        </div>
      </div>
    </WorkContext>
  );
}

function Places() {
  const { sections, nav } = useBiaTexts();
  const { state } = useWork();
  const here = state.section ?? "summary";
  return (
    <nav
      aria-label={nav}
      className="rounded-8 bg-solid-gray-50 px-4 py-1 lg:self-start print:hidden"
    >
      <ul className="flex flex-wrap gap-x-5 lg:grid lg:grid-cols-1">
        {SECTIONS.map((section) => (
          <li key={section}>
            <SectionLink
              className="flex min-h-11 items-center text-blue-1000! aria-[current=page]:font-700 aria-[current=page]:text-solid-gray-900! aria-[current=page]:no-underline"
              isHere={section === here}
              section={section}
            >
              {sections[section]}
            </SectionLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** One page of the case, once it is known what follows from it. */
function Page() {
  const { assessment, state } = useWork();
  const section = state.section ?? "summary";
  useFocusAtField();
  const { Content, needsAnswer } = PAGES[section];
  if (needsAnswer && !assessment.data) {
    if (assessment.isPending) return <Loading />;
    return <Failure error={assessment.error} retry={() => assessment.refetch()} />;
  }
  return (
    <div aria-busy={assessment.isFetching} className="min-w-0">
      {assessment.isError && (
        <Failure error={assessment.error} retry={() => assessment.refetch()} />
      )}
      <Content />
    </div>
  );
}

/** Goes to the field that the address names, also where its record is still closed. */
function useFocusAtField() {
  const { state } = useWork();
  const place = useRouterState({ select: ({ location }) => location.hash });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field stands on the section's page
  useEffect(() => {
    if (!place) return;
    const steps = place.split("/");
    for (let depth = 2; depth < steps.length; depth++) {
      const record = document.getElementById(steps.slice(0, depth).join("/"));
      if (record instanceof HTMLDetailsElement) record.open = true;
    }
    const record = document.getElementById(place);
    if (record instanceof HTMLDetailsElement) record.open = true;
    // The fields of a record are drawn after it has opened.
    const later = setTimeout(() => {
      const field = document.getElementById(place) ?? record;
      const target = field instanceof HTMLDetailsElement ? field.querySelector("summary") : field;
      target?.scrollIntoView({ block: "center" });
      target?.focus();
    }, 50);
    return () => clearTimeout(later);
  }, [place, state.section]);
}
