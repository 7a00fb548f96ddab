import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { IssuedKeyOut, KeyOut, MembershipOut } from "@/api";
import { useOrganisationTexts } from "@/i18n/organisation";
import { CallError } from "@/lib/problem";
import { type Me, membershipIn } from "@/lib/signing/rights";
import { Failure } from "@/ui/Failure";
import { Done } from "@/ui/forms/Done";
import { SecretOnce } from "@/ui/forms/SecretOnce";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { BackToAccount } from "@/ui/signing/BackToAccount";
import { SignedIn } from "@/ui/signing/SignedIn";
import { KeyList } from "./KeyList";
import { NewKey } from "./NewKey";
import {
  organisationKeysQuestion,
  ownKeysQuestion,
  revokeKey,
  revokeOrganisationKey,
} from "./questions";

const route = getRouteApi("/organisations/$ref/keys");

/** One's own keys. */
export function KeysPage() {
  const { keys } = useOrganisationTexts();
  return <SignedIn title={keys.title}>{(me) => <OwnKeys me={me} />}</SignedIn>;
}

/** The keys of an organisation's people, for who looks after it. */
export function OrganisationKeysPage() {
  const { ref } = route.useParams();
  const { keys } = useOrganisationTexts();
  return (
    <SignedIn title={keys.ofOrganisation(ref)}>
      {(me) => <OrganisationKeys me={me} reference={ref} />}
    </SignedIn>
  );
}

function OwnKeys({ me }: { me: Me }) {
  const { keys } = useOrganisationTexts();
  const found = useQuery(ownKeysQuestion);
  if (found.isError) return <Failure error={found.error} retry={() => found.refetch()} />;
  return (
    <Keys
      items={found.data?.items}
      me={me}
      memberships={me.memberships ?? []}
      revoke={(key) => revokeKey(key.key_ref)}
      title={<PageTitle>{keys.title}</PageTitle>}
    >
      {keys.lead}
    </Keys>
  );
}

function OrganisationKeys({ me, reference }: { me: Me; reference: string }) {
  const { keys } = useOrganisationTexts();
  const found = useQuery(organisationKeysQuestion(reference));
  if (found.isError) {
    const isMissing = found.error instanceof CallError && found.error.slug === "not-found";
    if (isMissing) return <NotFound />;
    return <Failure error={found.error} retry={() => found.refetch()} />;
  }
  const own = membershipIn(me, reference);
  return (
    <Keys
      items={found.data?.items}
      me={me}
      memberships={own ? [own] : []}
      revoke={(key) => revokeOrganisationKey(reference, key.key_ref)}
      title={<PageTitle>{keys.ofOrganisation(own?.organisation_name ?? reference)}</PageTitle>}
    >
      {keys.leadOfOrganisation}
    </Keys>
  );
}

interface KeysProps {
  items?: KeyOut[];
  me: Me;
  /** As whose member a key can be made here. */
  memberships: MembershipOut[];
  revoke: (key: KeyOut) => Promise<unknown>;
  title: ReactNode;
  children: string;
}

function Keys({ items, me, memberships, revoke, title, children }: KeysProps) {
  const { keys } = useOrganisationTexts();
  const client = useQueryClient();
  const [issued, setIssued] = useState<{ title: string; secret: string }>();
  const [done, setDone] = useState("");
  const askAgain = () => client.invalidateQueries({ queryKey: ["keys"] });

  const show = (titled: (name: string) => string) => (answer: IssuedKeyOut) => {
    setDone("");
    setIssued({ title: titled(answer.key.name), secret: answer.secret });
    askAgain();
  };

  return (
    <div className="grid max-w-[70rem] grid-cols-1 gap-8">
      <BackToAccount />
      {title}
      <p>{children}</p>
      <Done>{done}</Done>
      {issued && (
        <SecretOnce
          key={issued.secret}
          label={keys.secret}
          onKept={() => setIssued(undefined)}
          secret={issued.secret}
          title={issued.title}
        />
      )}
      {items && (
        <KeyList
          items={items}
          me={me}
          onRevoked={(key) => {
            setDone(keys.revoked(key.name));
            askAgain();
          }}
          onRotated={show(keys.rotated)}
          revoke={revoke}
        />
      )}
      {memberships.length > 0 ? (
        <NewKey memberships={memberships} onIssued={show(keys.secretTitle)} />
      ) : (
        !me.memberships?.length && <p>{keys.noOrganisation}</p>
      )}
    </div>
  );
}
