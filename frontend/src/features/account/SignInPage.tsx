import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import type { SignedInOut } from "@/api";
import { useAccountTexts } from "@/i18n/account";
import { meQuestion } from "@/lib/me";
import { ownPath, takeNext } from "@/lib/signing/next";
import { isSignedIn } from "@/lib/signing/rights";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE } from "@/ui/styles";
import { CodeStep } from "./CodeStep";
import { useArrival } from "./coming";
import { LinkStep } from "./LinkStep";
import { ByPassword, EmailStep } from "./WaysStep";

const route = getRouteApi("/sign-in");

/** By a link or a password, then by a code where one is set: one question at a time. */
export function SignInPage() {
  const { next: wanted, refused } = route.useSearch();
  const next = ownPath(wanted);
  const token = useLocation({ select: ({ hash }) => hash });
  const me = useQuery(meQuestion);
  const arrive = useArrival();
  const [isHalfWay, setHalfWay] = useState<boolean>();
  const [isGivenUp, setGivenUp] = useState(false);

  if (me.isPending) return <Loading />;
  const onSignedIn = (progress: SignedInOut) => {
    if (progress.needs_code) setHalfWay(true);
    else return arrive(next ?? takeNext());
  };

  if (isHalfWay ?? me.data?.needs_code) {
    return <CodeStep onSignedIn={onSignedIn} onStartAgain={() => setHalfWay(false)} />;
  }
  if (token && !isGivenUp) {
    return <LinkStep onGiveUp={() => setGivenUp(true)} onSignedIn={onSignedIn} token={token} />;
  }
  return <Ways isRefused={refused === "oidc"} next={next} onSignedIn={onSignedIn} />;
}

interface WaysProps {
  /** Whether the provider has just sent the reader back without letting them in. */
  isRefused: boolean;
  next?: string;
  onSignedIn: (progress: SignedInOut) => Promise<void> | undefined;
}

function Ways({ isRefused, next, onSignedIn }: WaysProps) {
  const { signing } = useAccountTexts();
  const { data: me } = useQuery(meQuestion);
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo) return <Sent email={sentTo} onAgain={() => setSentTo(undefined)} />;
  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <PageTitle>{signing.title}</PageTitle>
      {isSignedIn(me) && (
        <p>
          {signing.already(me.person.name)} <a href={next ?? "/account"}>{signing.goOn}</a>
        </p>
      )}
      {isRefused && <p role="alert">{signing.providerRefused}</p>}
      <p>{signing.lead}</p>
      <EmailStep next={next} onSent={setSentTo} />
      {me?.oidc_name && (
        <p>
          <a className={OUTLINE} href={`/api/v1/auth/oidc?next=${encodeURIComponent(next ?? "/")}`}>
            {signing.byProvider(me.oidc_name)}
          </a>
        </p>
      )}
      <ByPassword onSignedIn={onSignedIn} />
      <p>
        <Link search={{}} to="/terms">
          {signing.readTerms}
        </Link>
      </p>
    </div>
  );
}

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const { signing } = useAccountTexts();
  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <PageTitle>{signing.sent}</PageTitle>
      <p>{signing.sentTo(email)}</p>
      <ul className="list-disc pl-6">
        {signing.sentHints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
      <p>
        <button
          className="min-h-11 text-blue-1000 underline underline-offset-[0.1875rem]"
          onClick={onAgain}
          type="button"
        >
          {signing.again}
        </button>
      </p>
    </div>
  );
}
