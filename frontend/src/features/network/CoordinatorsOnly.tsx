import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useNetworkTexts } from "@/i18n/network";
import { isCoordinator, meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, SOLID } from "@/ui/styles";

interface Props {
  title: string;
  cluster: string;
  children: ReactNode;
}

/** A page for coordinators; others are told why, and what is open to them. */
export function CoordinatorsOnly({ title, cluster, children }: Props) {
  const { gate } = useNetworkTexts();
  const me = useQuery(meQuestion);
  const here = useRouterState({ select: ({ location }) => location.href });
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  if (isCoordinator(me.data)) return children;
  return (
    <div className="grid max-w-[45rem] grid-cols-1 gap-6">
      <PageTitle>{title}</PageTitle>
      <p>{gate.coordinators}</p>
      {!me.data.signed_in && <p>{gate.signIn}</p>}
      <p className="flex flex-wrap gap-3">
        <Link className={OUTLINE} params={{ cluster }} search={{}} to="/networks/$cluster">
          {gate.open}
        </Link>
        {!me.data.signed_in && (
          <a className={SOLID} href={`/sign-in?next=${encodeURIComponent(here)}`}>
            {gate.toSignIn}
          </a>
        )}
      </p>
    </div>
  );
}
