import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { MembershipOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { firmOf, meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SignInFirst } from "@/ui/SignInFirst";
import { Done } from "@/ui/Status";
import { OUTLINE, SOLID } from "@/ui/styles";
import { OwnNeed } from "./OwnNeed";
import { ownNeedsQuestion } from "./questions";

/** What the firm of whoever is signed in is looking for. */
export function MyNeedsPage() {
  const { needs: texts, firm: firmTexts } = useOwnerTexts();
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  const firm = firmOf(me.data);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      {firm ? (
        <Needs firm={firm} />
      ) : me.data.signed_in ? (
        <p>{firmTexts.noFirm}</p>
      ) : (
        <SignInFirst>{texts.signInFirst}</SignInFirst>
      )}
    </div>
  );
}

function Needs({ firm }: { firm: MembershipOut }) {
  const { t } = useSpeech();
  const { needs: texts } = useOwnerTexts();
  const needs = useInfiniteQuery(ownNeedsQuestion(firm.organisation_ref));
  const [said, say] = useState<ReactNode>();
  const items = needs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p>
        <Link className={SOLID} to="/needs/new">
          {texts.post}
        </Link>
      </p>
      <Done>{said}</Done>
      {needs.isPending && <Loading />}
      {needs.isError && <Failure error={needs.error} retry={() => needs.refetch()} />}
      {needs.isSuccess && items.length === 0 && <p>{texts.none}</p>}
      <ul className="grid grid-cols-1 gap-4">
        {items.map((need) => (
          <li key={need.id}>
            <OwnNeed need={need} onSaid={say} />
          </li>
        ))}
      </ul>
      {needs.hasNextPage && (
        <button className={OUTLINE} onClick={() => needs.fetchNextPage()} type="button">
          {t.loadMore}
        </button>
      )}
    </>
  );
}
