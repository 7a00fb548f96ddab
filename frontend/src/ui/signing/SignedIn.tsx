import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAccountTexts } from "@/i18n/account";
import { meQuestion } from "@/lib/me";
import { isSignedIn, type Me } from "@/lib/signing/rights";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SOLID } from "@/ui/styles";

interface Props {
  /** The heading of the page, for who has not signed in. */
  title: string;
  children: (me: Me) => ReactNode;
}

/** A page for those who have signed in; others are shown the way. */
export function SignedIn({ title, children }: Props) {
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  return isSignedIn(me.data) ? children(me.data) : <SignInFirst title={title} />;
}

function SignInFirst({ title }: { title: string }) {
  const { signing } = useAccountTexts();
  const here = useRouterState({ select: ({ location }) => location.href });
  return (
    <div className="grid grid-cols-1 justify-items-start gap-6">
      <PageTitle>{title}</PageTitle>
      <p>{signing.first}</p>
      <Link className={SOLID} search={{ next: here }} to="/sign-in">
        {signing.go}
      </Link>
    </div>
  );
}
