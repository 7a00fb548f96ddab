import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { DraftOut } from "@/api";
import { openAt, Refusal } from "@/testing/app";
import { aFirmPage, aProblem } from "@/testing/builders";
import { desk } from "@/testing/introductions";

const DRAFTS = "/api/v1/proxy-registrations";

const draft: DraftOut = {
  draft_ref: "D1",
  firm: aFirmPage({ name: "紙の研磨" }),
  contact: {
    name: "渡辺",
    phone: "0256-1",
    fax: null,
    email: null,
    address: null,
    best_time: null,
  },
  visibility: {},
  consent: {
    means: "phone",
    given_at: "2026-11-20T09:00:00Z",
    said_by: "渡辺社長",
    terms_version: "2026-11",
  },
  chamber_ref: "CH1",
  drafted_by: "P-sato",
  drafted_at: "2026-11-20T09:00:00Z",
  link_expires_at: "2026-12-04T09:00:00Z",
};

const replies = {
  ...desk,
  [`GET ${DRAFTS}`]: () => ({ items: [draft], next_cursor: null }),
  "GET /api/v1/clusters": () => ({
    items: [{ name: "燕三条", type: null, firms: 1, municipalities: [] }],
  }),
};

const body = (app: ReturnType<typeof openAt>, path: string) =>
  JSON.parse(String(app.asked(path).findLast(({ request }) => request.body)?.request.body));

async function registration() {
  const heading = await screen.findByRole("heading", { name: "下書きを作る" });
  await screen.findByRole("option", { name: "燕三条" });
  return within(heading.parentElement as HTMLElement);
}

test("a firm is written down with the consent to it, and its link is shown once", async () => {
  const user = userEvent.setup();
  const app = openAt("/coordinator/register", {
    ...replies,
    [`POST ${DRAFTS}`]: () => ({
      draft,
      published: null,
      secret: "SECRET",
      confirmation_path: "/x",
    }),
  });
  const form = await registration();
  await user.type(form.getByLabelText("名称"), "紙の研磨");
  await user.selectOptions(form.getByLabelText(/^産地/), "燕三条");
  await user.type(form.getByLabelText(/^従業員数/), "１２");
  await user.type(form.getByLabelText(/^材料/), "SUS304、SUS316L");
  await user.type(form.getByLabelText(/^電話任意/), "0256-1");
  await user.selectOptions(form.getByLabelText("聞き方"), "電話");
  await user.type(form.getByLabelText("同意した人"), "渡辺社長");
  await user.click(form.getByRole("button", { name: "下書きを作る" }));

  expect(await screen.findByDisplayValue(/\/confirm#SECRET$/)).toBeTruthy();
  expect(body(app, DRAFTS)).toEqual({
    firm: {
      name: "紙の研磨",
      kind: "company",
      cluster: "燕三条",
      employees: 12,
      certifications: [],
      capabilities: [{ processes: [], materials: ["SUS304", "SUS316L"], equipment: [] }],
    },
    contact: { phone: "0256-1" },
    consent: { means: "phone", said_by: "渡辺社長" },
    publish: false,
  });
});

test("what the API refuses is said at the input, and the rest stays as it was typed", async () => {
  const user = userEvent.setup();
  const wrong = { pointer: "/firm/corporate_number", detail: "13桁です", detail_en: "13 digits" };
  openAt("/coordinator/register", {
    ...replies,
    [`POST ${DRAFTS}`]: () => new Refusal(422, aProblem({ errors: [wrong] })),
  });
  const form = await registration();
  await user.type(form.getByLabelText("名称"), "紙の研磨");
  await user.type(form.getByLabelText(/^法人番号/), "123");
  await user.selectOptions(form.getByLabelText("聞き方"), "FAX");
  await user.type(form.getByLabelText("同意した人"), "渡辺社長");
  await user.click(form.getByRole("button", { name: "下書きを作る" }));

  await user.click(await form.findByRole("link", { name: "13桁です" }));

  expect(document.activeElement).toBe(form.getByLabelText(/^法人番号/));
  expect(form.getByLabelText("同意した人")).toHaveProperty("value", "渡辺社長");
});

test("a returned slip changes only what it corrects, and keeps the rest of the contact", async () => {
  const user = userEvent.setup();
  const app = openAt("/coordinator/register", {
    ...replies,
    [`POST ${DRAFTS}/D1/slip`]: () => aFirmPage({ name: "紙の研磨" }),
  });
  const step = (await screen.findByText("返信票を記録して公開する")).closest("details");
  if (!step) throw new Error("no slip");
  step.open = true;
  const form = within(step);
  await user.selectOptions(form.getByLabelText("聞き方"), "書面");
  await user.type(form.getByLabelText("同意した人"), "渡辺社長");
  await user.type(form.getByLabelText(/^FAX/), "0256-9");
  await user.click(form.getByRole("button", { name: "記録して公開する" }));

  expect(await screen.findByText("紙の研磨 を公開しました")).toBeTruthy();
  expect(body(app, `${DRAFTS}/D1/slip`)).toEqual({
    firm: {},
    contact: { ...draft.contact, fax: "0256-9" },
    consent: { means: "paper", said_by: "渡辺社長" },
  });
});
