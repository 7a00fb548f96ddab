import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import type { NewWebhookOut, WebhookOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useMoment } from "@/i18n/moment";
import { useOrganisationTexts } from "@/i18n/organisation";
import { Fact, Facts } from "@/ui/Facts";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Refused } from "@/ui/forms/Refused";
import { AlertIcon } from "@/ui/icons";
import { TEXT } from "@/ui/styles";
import { Deliveries } from "./Deliveries";
import { removeWebhook, rotateWebhook, updateWebhook } from "./questions";
import { Test } from "./Test";

interface Props {
  webhook: WebhookOut;
  onChanged: (what: string) => void;
  onSecret: (answer: NewWebhookOut) => void;
}

/** One webhook: where to, what of, how it fares, and what can be done with it. */
export function WebhookSection({ webhook, onChanged, onSecret }: Props) {
  const { webhooks } = useOrganisationTexts();
  const { t, date } = useSpeech();
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-1 gap-4 rounded-8 border border-solid-gray-420 p-4 md:p-6"
    >
      <h2 className="text-std-20B-150 break-all" id={id}>
        {webhook.url}
      </h2>
      <Facts>
        <Fact label={webhooks.state}>
          <State webhook={webhook} />
        </Fact>
        <Fact label={webhooks.kinds}>
          {webhook.kinds.map((kind) => webhooks.event[kind]).join(t.separator)}
        </Fact>
        <Fact label={webhooks.made}>{date(webhook.created_at)}</Fact>
      </Facts>
      <Test webhook={webhook} />
      <div className="flex flex-wrap gap-x-4">
        <Switch onChanged={onChanged} webhook={webhook} />
        <AskFirst
          act={() => rotateWebhook(webhook.webhook_ref).then(onSecret)}
          label={webhooks.rotate}
          title={webhooks.rotateTitle}
        >
          <p>{webhooks.rotateLead}</p>
        </AskFirst>
        <AskFirst
          act={() => removeWebhook(webhook.webhook_ref)}
          label={webhooks.remove}
          onDone={() => onChanged(webhooks.removed)}
          title={webhooks.removeTitle}
        >
          <p className="break-all">{webhook.url}</p>
          <p>{webhooks.removeLead}</p>
        </AskFirst>
      </div>
      <Deliveries webhook={webhook} />
    </section>
  );
}

function State({ webhook }: { webhook: WebhookOut }) {
  const { webhooks } = useOrganisationTexts();
  const moment = useMoment();
  const { is_active, paused_at, failing_since, previous_secret_until: until } = webhook;
  const trouble = paused_at
    ? webhooks.paused(moment(paused_at))
    : failing_since && webhooks.failing(moment(failing_since));
  return (
    <>
      {is_active ? webhooks.active : webhooks.inactive}
      {trouble && (
        <span className="block text-error-2">
          <AlertIcon /> {trouble}
        </span>
      )}
      {until && <span className="block">{webhooks.previous(moment(until))}</span>}
    </>
  );
}

function Switch({ webhook, onChanged }: Pick<Props, "webhook" | "onChanged">) {
  const { webhooks } = useOrganisationTexts();
  const turn = useMutation({
    mutationFn: () => updateWebhook(webhook.webhook_ref, { is_active: !webhook.is_active }),
    onSuccess: ({ is_active }) => onChanged(is_active ? webhooks.resumed : webhooks.stopped),
  });
  return (
    <>
      <button className={TEXT} onClick={() => !turn.isPending && turn.mutate()} type="button">
        {webhook.is_active ? webhooks.stop : webhooks.resume}
      </button>
      {turn.isError && <Refused error={turn.error} />}
    </>
  );
}
