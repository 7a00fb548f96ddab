import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { NewWebhookOut } from "@/api";
import { useOrganisationTexts } from "@/i18n/organisation";
import { CallError } from "@/lib/problem";
import { type Me, membershipIn } from "@/lib/signing/rights";
import { Failure } from "@/ui/Failure";
import { Done } from "@/ui/forms/Done";
import { SecretOnce } from "@/ui/forms/SecretOnce";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { BackToAccount } from "@/ui/signing/BackToAccount";
import { SignedIn } from "@/ui/signing/SignedIn";
import { NewWebhook } from "./NewWebhook";
import { webhooksQuestion } from "./questions";
import { WebhookSection } from "./WebhookSection";

const route = getRouteApi("/organisations/$ref/webhooks");

export function WebhooksPage() {
  const { webhooks } = useOrganisationTexts();
  return <SignedIn title={webhooks.title}>{(me) => <Webhooks me={me} />}</SignedIn>;
}

function Webhooks({ me }: { me: Me }) {
  const { webhooks } = useOrganisationTexts();
  const { ref } = route.useParams();
  const client = useQueryClient();
  const [secret, setSecret] = useState("");
  const [done, setDone] = useState("");
  const question = webhooksQuestion(ref);
  const found = useQuery(question);
  if (found.isPending) return <Loading />;
  if (found.isError) {
    const isMissing = found.error instanceof CallError && found.error.slug === "not-found";
    if (isMissing) return <NotFound />;
    return <Failure error={found.error} retry={() => found.refetch()} />;
  }

  function onChanged(what: string) {
    setDone(what);
    client.invalidateQueries({ queryKey: question.queryKey });
  }

  function onSecret(answer: NewWebhookOut) {
    setSecret(answer.secret);
    onChanged("");
  }

  const name = membershipIn(me, ref)?.organisation_name ?? ref;
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-8">
      <BackToAccount />
      <PageTitle>{webhooks.of(name)}</PageTitle>
      <p>{webhooks.lead}</p>
      <Done>{done}</Done>
      {secret && (
        <SecretOnce
          key={secret}
          label={webhooks.secret}
          onKept={() => setSecret("")}
          secret={secret}
          title={webhooks.secretTitle}
        />
      )}
      {found.data.items.length === 0 && <p>{webhooks.none}</p>}
      {found.data.items.map((webhook) => (
        <WebhookSection
          key={webhook.webhook_ref}
          onChanged={onChanged}
          onSecret={onSecret}
          webhook={webhook}
        />
      ))}
      <NewWebhook onCreated={onSecret} reference={ref} />
    </div>
  );
}
