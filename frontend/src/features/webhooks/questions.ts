import { queryOptions } from "@tanstack/react-query";
import type {
  CreateWebhookData,
  DeleteWebhookData,
  DeliveryOut,
  DeliveryPage,
  EventKind,
  ListDeliveriesData,
  ListWebhooksData,
  NewWebhookOut,
  RotateWebhookData,
  TestWebhookData,
  UpdateWebhookData,
  WebhookBody,
  WebhookOut,
  WebhookPage,
  WebhookPatch,
} from "@/api";
import { call } from "@/lib/call";

/** What happens to firms, needs and the lexicon: the API tells a webhook of nothing else. */
export const KINDS: readonly EventKind[] = [
  "firm_published",
  "firm_withdrawn",
  "need_posted",
  "need_withdrawn",
  "lexicon_amended",
];

export function webhooksQuestion(organisation_ref: string) {
  return queryOptions({
    queryKey: ["webhooks", organisation_ref],
    queryFn: ({ signal }) =>
      call<ListWebhooksData, WebhookPage>(
        { url: "/api/v1/webhooks", query: { organisation_ref } },
        { signal },
      ),
  });
}

export function deliveriesQuestion(webhook_ref: string) {
  return queryOptions({
    queryKey: ["deliveries", webhook_ref],
    queryFn: ({ signal }) =>
      call<ListDeliveriesData, DeliveryPage>(
        { url: "/api/v1/webhooks/{webhook_ref}/deliveries", path: { webhook_ref } },
        { signal },
      ),
    staleTime: 0,
  });
}

export const createWebhook = (body: WebhookBody) =>
  call<CreateWebhookData, NewWebhookOut>({ url: "/api/v1/webhooks", body }, { method: "POST" });

export const updateWebhook = (webhook_ref: string, body: WebhookPatch) =>
  call<UpdateWebhookData, WebhookOut>(
    { url: "/api/v1/webhooks/{webhook_ref}", path: { webhook_ref }, body },
    { method: "PATCH" },
  );

export const removeWebhook = (webhook_ref: string) =>
  call<DeleteWebhookData, void>(
    { url: "/api/v1/webhooks/{webhook_ref}", path: { webhook_ref } },
    { method: "DELETE" },
  );

export const testWebhook = (webhook_ref: string) =>
  call<TestWebhookData, DeliveryOut>(
    { url: "/api/v1/webhooks/{webhook_ref}/test", path: { webhook_ref } },
    { method: "POST" },
  );

export const rotateWebhook = (webhook_ref: string) =>
  call<RotateWebhookData, NewWebhookOut>(
    { url: "/api/v1/webhooks/{webhook_ref}/rotate", path: { webhook_ref } },
    { method: "POST" },
  );
