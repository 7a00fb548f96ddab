import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useGatheringTexts } from "@/i18n/gathering";
import { meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SignInFirst } from "@/ui/SignInFirst";

/** What surrounds a page of gatherings: they are for those who have signed in. */
export function Gate({ children }: { children: ReactNode }) {
  const texts = useGatheringTexts();
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  if (me.data.signed_in) return <div className="grid grid-cols-1 gap-6">{children}</div>;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      <SignInFirst>{texts.signInFirst}</SignInFirst>
    </div>
  );
}
