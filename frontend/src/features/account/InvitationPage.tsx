import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { SignedInOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { PageTitle } from "@/ui/PageTitle";
import { AcceptForm } from "./AcceptForm";
import { CodeStep } from "./CodeStep";
import { useArrival } from "./coming";
import { agreeToTerms } from "./questions";

/** What the link of an invitation opens. */
export function InvitationPage() {
  const { invitation } = useAccountTexts();
  const token = useLocation({ select: ({ hash }) => hash });
  const navigate = useNavigate();
  const enter = useEntry();
  const [isHalfWay, setHalfWay] = useState(false);

  const onSignedIn = (progress: SignedInOut) => {
    if (progress.needs_code) setHalfWay(true);
    else return enter();
  };

  // The invitation is accepted already: who cannot show the code signs in another time.
  if (isHalfWay) {
    const startAgain = () => navigate({ to: "/sign-in", search: {} });
    return <CodeStep onSignedIn={onSignedIn} onStartAgain={startAgain} />;
  }
  return (
    <div className="grid max-w-[45rem] grid-cols-1 gap-6">
      <PageTitle>{invitation.title}</PageTitle>
      {token ? (
        <>
          <p>{invitation.lead}</p>
          <AcceptForm onSignedIn={onSignedIn} token={token} />
        </>
      ) : (
        <p>{invitation.missing}</p>
      )}
    </div>
  );
}

/** Records the agreement that the form asked for, which takes a session, and goes on. */
function useEntry() {
  const { terms } = useAccountTexts();
  const client = useQueryClient();
  const arrive = useArrival();
  return async () => {
    await client.fetchQuery({ ...meQuestion, staleTime: 0 });
    await agreeToTerms(terms.version).catch((error: unknown) => {
      if (!(error instanceof CallError)) throw error; // the page of the terms asks again
    });
    await arrive(undefined);
  };
}
