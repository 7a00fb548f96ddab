import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DeliveryOut, WebhookOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useMoment } from "@/i18n/moment";
import { useOrganisationTexts } from "@/i18n/organisation";
import { Failure } from "@/ui/Failure";
import { type Column, DataTable } from "@/ui/tables/DataTable";
import { deliveriesQuestion } from "./questions";

/** How the newest tellings went; asked for when somebody wants to know. */
export function Deliveries({ webhook }: { webhook: WebhookOut }) {
  const { webhooks } = useOrganisationTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 py-2 text-blue-1000 underline underline-offset-[0.1875rem]">
        {webhooks.deliveries}
      </summary>
      {isOpen && <Newest reference={webhook.webhook_ref} />}
    </details>
  );
}

function Newest({ reference }: { reference: string }) {
  const { webhooks } = useOrganisationTexts();
  const moment = useMoment();
  const deliveries = useQuery(deliveriesQuestion(reference));
  if (deliveries.isPending) return null;
  if (deliveries.isError) {
    return <Failure error={deliveries.error} retry={() => deliveries.refetch()} />;
  }
  if (deliveries.data.items.length === 0) return <p>{webhooks.noDeliveries}</p>;
  const columns: Column<DeliveryOut>[] = [
    {
      head: webhooks.eventHead,
      cell: ({ kind, subject_ref }) => (
        <>
          {webhooks.event[kind]}
          {kind !== "webhook.test" && <span className="block font-400">{subject_ref}</span>}
        </>
      ),
    },
    { head: webhooks.occurred, cell: ({ occurred_at }) => moment(occurred_at) },
    { head: webhooks.status, cell: (delivery) => <Status of={delivery} /> },
  ];
  return (
    <DataTable
      caption={webhooks.deliveriesTitle}
      columns={columns}
      keyOf={({ delivery_ref }) => delivery_ref}
      rows={deliveries.data.items}
    />
  );
}

function Status({ of: delivery }: { of: DeliveryOut }) {
  const { webhooks } = useOrganisationTexts();
  const { t, number } = useSpeech();
  const moment = useMoment();
  const { status, attempts, next_at, trouble, answer_status } = delivery;
  const why = trouble && webhooks.trouble[trouble];
  const details = [
    attempts > 1 && webhooks.attempts(number(attempts)),
    why && answer_status ? why + t.aside(String(answer_status)) : why,
    next_at && webhooks.next(moment(next_at)),
  ].filter((detail) => typeof detail === "string");
  return (
    <>
      {webhooks.delivery[status]}
      {details.map((detail) => (
        <span className="block text-std-16N-170" key={detail}>
          {detail}
        </span>
      ))}
    </>
  );
}
