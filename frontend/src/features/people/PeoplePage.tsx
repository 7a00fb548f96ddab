import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useOrganisationTexts } from "@/i18n/organisation";
import { meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { administers, type Me } from "@/lib/signing/rights";
import { Failure } from "@/ui/Failure";
import { Done } from "@/ui/forms/Done";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { BackToAccount } from "@/ui/signing/BackToAccount";
import { SignedIn } from "@/ui/signing/SignedIn";
import { Invitations } from "./Invitations";
import { Invite } from "./Invite";
import { Members } from "./Members";
import { rosterQuestion } from "./questions";

const route = getRouteApi("/organisations/$ref/people");

export function PeoplePage() {
  const { people } = useOrganisationTexts();
  return <SignedIn title={people.title}>{(me) => <People me={me} />}</SignedIn>;
}

/** Everybody of an organisation; whoever looks after it invites and removes. */
function People({ me }: { me: Me }) {
  const { people } = useOrganisationTexts();
  const { ref } = route.useParams();
  const client = useQueryClient();
  const [done, setDone] = useState("");
  const question = rosterQuestion(ref);
  const roster = useQuery(question);
  if (roster.isPending) return <Loading />;
  if (roster.isError) {
    const isMissing = roster.error instanceof CallError && roster.error.slug === "not-found";
    if (isMissing) return <NotFound />;
    return <Failure error={roster.error} retry={() => roster.refetch()} />;
  }

  function onChanged(what: string) {
    setDone(what);
    client.invalidateQueries({ queryKey: question.queryKey });
    client.invalidateQueries({ queryKey: meQuestion.queryKey, exact: true });
  }

  const { organisation_name: name } = roster.data;
  const mayAdminister = administers(me, ref);
  const shared = { roster: roster.data, onChanged };
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-8">
      <BackToAccount />
      <PageTitle>{people.of(name)}</PageTitle>
      <Done>{done}</Done>
      <Members {...shared} mayAdminister={mayAdminister} me={me} />
      {mayAdminister && <Invitations {...shared} />}
      {mayAdminister && <Invite {...shared} />}
    </div>
  );
}
