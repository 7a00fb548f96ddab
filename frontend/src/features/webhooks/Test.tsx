import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { DeliveryOut, WebhookOut } from "@/api";
import { useOrganisationTexts } from "@/i18n/organisation";
import { Refused } from "@/ui/forms/Refused";
import { AlertIcon, CheckIcon } from "@/ui/icons";
import { OUTLINE } from "@/ui/styles";
import { deliveriesQuestion, testWebhook } from "./questions";

/** Sends a test at once, and says how it went. */
export function Test({ webhook }: { webhook: WebhookOut }) {
  const { webhooks } = useOrganisationTexts();
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => testWebhook(webhook.webhook_ref),
    onSuccess: () => client.invalidateQueries(deliveriesQuestion(webhook.webhook_ref)),
  });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <button
        aria-disabled={test.isPending}
        className={OUTLINE}
        onClick={() => !test.isPending && test.mutate()}
        type="button"
      >
        {test.isPending ? webhooks.testing : webhooks.test}
      </button>
      <span role="status">{test.data && !test.isPending && <Result of={test.data} />}</span>
      {test.isError && <Refused error={test.error} />}
    </div>
  );
}

function Result({ of: { status, answer_status, trouble } }: { of: DeliveryOut }) {
  const { webhooks } = useOrganisationTexts();
  if (status === "delivered") {
    return (
      <span className="text-green-900">
        <CheckIcon /> {webhooks.arrived(String(answer_status))}
      </span>
    );
  }
  const why = trouble ? webhooks.trouble[trouble] : String(answer_status);
  return (
    <span className="text-error-2">
      <AlertIcon /> {webhooks.notArrived(why)}
    </span>
  );
}
