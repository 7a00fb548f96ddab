import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { firmOf, meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { PLACE, PLACES } from "@/ui/parts/places";
import { SignInFirst } from "@/ui/SignInFirst";

interface Props {
  title: string;
  children: (firmId: string) => ReactNode;
}

/** A page about the firm of whoever is signed in; others are told what is missing. */
export function OwnFirm({ title, children }: Props) {
  const { gate } = useSuggestionTexts();
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  const id = firmOf(me.data)?.firm_id;
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-6">
      {id && <Places />}
      <PageTitle>{title}</PageTitle>
      {id && children(id)}
      {!id && me.data.signed_in && <p>{gate.noFirm}</p>}
      {!me.data.signed_in && <SignInFirst>{gate.signIn}</SignInFirst>}
    </div>
  );
}

function Places() {
  const { nav } = useSuggestionTexts();
  const options = { includeSearch: false };
  return (
    <nav aria-label={nav.label} className={PLACES}>
      <ul className="flex flex-wrap gap-x-6">
        <li>
          <Link activeOptions={options} className={PLACE} search={{}} to="/my/suggestions">
            {nav.suggestions}
          </Link>
        </li>
        <li>
          <Link activeOptions={options} className={PLACE} to="/my/partners">
            {nav.partners}
          </Link>
        </li>
      </ul>
    </nav>
  );
}
