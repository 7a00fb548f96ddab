import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { DeliveryOut, WebhookOut } from "@/api";
import { openAt, Refusal } from "@/testing/app";
import { aProblem } from "@/testing/builders";
import { aMe } from "@/testing/people";

const aWebhook = (given: Partial<WebhookOut> = {}): WebhookOut => ({
  webhook_ref: "w1",
  organisation_ref: "F001",
  url: "https://hooks.example.jp/enishi",
  kinds: ["firm_published"],
  is_active: true,
  created_at: "2026-11-20T00:00:00Z",
  failing_since: null,
  paused_at: null,
  previous_secret_until: null,
  ...given,
});

const aDelivery = (given: Partial<DeliveryOut> = {}): DeliveryOut => ({
  delivery_ref: "msg_1",
  kind: "firm_published",
  subject_ref: "F001",
  occurred_at: "2026-11-20T00:00:00Z",
  status: "delivered",
  attempts: 1,
  attempted_at: "2026-11-20T00:00:00Z",
  next_at: null,
  answer_status: 204,
  trouble: null,
  trouble_text: null,
  ...given,
});

const PAGE = "/organisations/F001/webhooks";
const withHooks = (...items: WebhookOut[]) => ({
  "GET /api/v1/me": () => aMe(),
  "GET /api/v1/webhooks": () => ({ items }),
});

test("a webhook is added, and its secret shown once", async () => {
  const user = userEvent.setup();
  const app = openAt(PAGE, {
    ...withHooks(),
    "POST /api/v1/webhooks": () => ({ ...aWebhook(), secret: "whsec_1" }),
  });

  await user.type(await screen.findByLabelText("知らせる URL"), "https://hooks.example.jp/enishi");
  await user.click(screen.getByLabelText("企業の公開・変更"));
  await user.click(screen.getByRole("button", { name: "Webhook を加える" }));

  expect(await screen.findByDisplayValue("whsec_1")).toBeTruthy();
  const sent = app.calls.find(({ request }) => request.method === "POST")?.request;
  expect(JSON.parse(String(sent?.body))).toEqual({
    organisation_ref: "F001",
    url: "https://hooks.example.jp/enishi",
    kinds: ["firm_published"],
  });
});

test("an address inside the network is refused at its input", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    errors: [{ pointer: "/url", detail: "組織の内側には送れません", detail_en: "" }],
  });
  openAt(PAGE, { ...withHooks(), "POST /api/v1/webhooks": () => new Refusal(422, problem) });

  await user.type(await screen.findByLabelText("知らせる URL"), "https://10.0.0.1/");
  await user.click(screen.getByLabelText("企業の公開・変更"));
  await user.click(screen.getByRole("button", { name: "Webhook を加える" }));

  await screen.findByRole("alert");
  expect(screen.getByLabelText("知らせる URL").getAttribute("aria-invalid")).toBe("true");
});

test("a test says how it went", async () => {
  const user = userEvent.setup();
  const failed = aDelivery({
    kind: "webhook.test",
    status: "given_up",
    answer_status: null,
    trouble: "no_connection",
  });
  openAt(PAGE, {
    ...withHooks(aWebhook()),
    "POST /api/v1/webhooks/w1/test": () => failed,
  });

  await user.click(await screen.findByRole("button", { name: "試しに送る" }));

  expect(await screen.findByText("届きませんでした：つながらない")).toBeTruthy();
});

test("deliveries are asked for when somebody wants to see them", async () => {
  const user = userEvent.setup();
  const late = aDelivery({
    status: "waiting",
    attempts: 2,
    answer_status: 500,
    trouble: "refused",
    next_at: "2026-11-20T00:05:00Z",
  });
  const app = openAt(PAGE, {
    ...withHooks(aWebhook()),
    "GET /api/v1/webhooks/w1/deliveries": () => ({ items: [late] }),
  });
  await screen.findByText("届き具合を見る");
  expect(app.asked("/api/v1/webhooks/w1/deliveries")).toEqual([]);

  await user.click(screen.getByText("届き具合を見る"));

  const row = within(await screen.findByRole("table", { name: "届き具合" })).getAllByRole("row")[1];
  expect(row?.textContent).toContain("配達待ち2回試しました2xx 以外で応えた（500）次は");
});

test("a webhook that was stopped by itself says so, and is resumed", async () => {
  const user = userEvent.setup();
  let hook = aWebhook({ is_active: false, paused_at: "2026-11-20T00:00:00Z" });
  const app = openAt(PAGE, {
    ...withHooks(),
    "GET /api/v1/webhooks": () => ({ items: [hook] }),
    "PATCH /api/v1/webhooks/w1": () => {
      hook = aWebhook();
      return hook;
    },
  });
  expect(await screen.findByText(/^5日間届かないため/)).toBeTruthy();

  await user.click(screen.getByRole("button", { name: "再開する" }));

  expect(await screen.findByText(/^再開しました/)).toBeTruthy();
  const sent = app.calls.find(({ request }) => request.method === "PATCH")?.request;
  expect(JSON.parse(String(sent?.body))).toEqual({ is_active: true });
});

test("a secret is renewed and a webhook deleted after asking", async () => {
  const user = userEvent.setup();
  let items = [aWebhook()];
  openAt(PAGE, {
    ...withHooks(),
    "GET /api/v1/webhooks": () => ({ items }),
    "POST /api/v1/webhooks/w1/rotate": () => ({ ...aWebhook(), secret: "whsec_2" }),
    "DELETE /api/v1/webhooks/w1": () => {
      items = [];
    },
  });

  await user.click(await screen.findByRole("button", { name: "秘密鍵を替える" }));
  const asks = screen.getByRole("dialog", { name: "秘密鍵を替えますか" });
  await user.click(within(asks).getByRole("button", { name: "秘密鍵を替える" }));
  expect(await screen.findByDisplayValue("whsec_2")).toBeTruthy();

  await user.click(screen.getByRole("button", { name: "消す" }));
  const again = screen.getByRole("dialog", { name: "この Webhook を消しますか" });
  await user.click(within(again).getByRole("button", { name: "消す" }));
  expect(await screen.findByText("Webhook を消しました")).toBeTruthy();
  await waitFor(() => expect(screen.getByText("Webhook はありません。")).toBeTruthy());
});
