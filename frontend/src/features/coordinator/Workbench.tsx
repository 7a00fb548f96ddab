import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { isCoordinator, meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { PLACE, PLACES } from "@/ui/parts/places";
import { SOLID } from "@/ui/styles";

interface Props {
  title: string;
  /** Where the page is one of a case or a firm, its name stands above its content. */
  isOwnTitle?: boolean;
  children: ReactNode;
}

/** What surrounds a coordinator's page: who may see it, its title and the way to the others. */
export function Workbench({ title, isOwnTitle, children }: Props) {
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  if (!me.data.signed_in || !isCoordinator(me.data)) {
    return <TurnedAway isSignedIn={me.data.signed_in} title={title} />;
  }
  return (
    <div className="grid grid-cols-1 gap-6 print:gap-3">
      <Places />
      {!isOwnTitle && <PageTitle>{title}</PageTitle>}
      {children}
    </div>
  );
}

function TurnedAway({ title, isSignedIn }: { title: string; isSignedIn: boolean }) {
  const { gate } = useCoordinatorTexts();
  const here = useRouterState({ select: (router) => router.location.href });
  return (
    <div className="grid grid-cols-1 justify-items-start gap-6">
      <PageTitle>{title}</PageTitle>
      <p>{isSignedIn ? gate.notYours : gate.signIn}</p>
      {!isSignedIn && (
        <a className={SOLID} href={`/sign-in?next=${encodeURIComponent(here)}`}>
          {gate.toSignIn}
        </a>
      )}
    </div>
  );
}

function Places() {
  const { nav } = useCoordinatorTexts();
  const options = { includeSearch: false };
  return (
    <nav aria-label={nav.label} className={PLACES}>
      <ul className="flex flex-wrap gap-x-6">
        <li>
          <Link
            activeOptions={{ ...options, exact: true }}
            className={PLACE}
            search={{}}
            to="/coordinator"
          >
            {nav.today}
          </Link>
        </li>
        <li>
          <Link activeOptions={options} className={PLACE} search={{}} to="/coordinator/firms">
            {nav.firms}
          </Link>
        </li>
        <li>
          <Link activeOptions={options} className={PLACE} to="/coordinator/register">
            {nav.register}
          </Link>
        </li>
        <li>
          <Link activeOptions={options} className={PLACE} search={{}} to="/coordinator/report">
            {nav.report}
          </Link>
        </li>
        <li>
          <Link className={PLACE} to="/networks">
            {nav.networks}
          </Link>
        </li>
        <li>
          <Link activeOptions={options} className={PLACE} to="/coordinator/gatherings">
            {nav.gatherings}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
