import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal } from "@/testing/app";
import { aProblem } from "@/testing/builders";
import { aMe, nobody } from "@/testing/people";

const ACCEPT = "POST /api/v1/invitations/redeem";

test("who is invited joins with a name, a language and the terms", async () => {
  const user = userEvent.setup();
  let agreed = false;
  let isIn = false;
  const app = openAt("/invitation#token", {
    "GET /api/v1/me": () => (isIn ? aMe({ memberships: [], has_agreed: agreed }) : nobody()),
    "GET /api/v1/me/sessions": () => ({ items: [] }),
    [ACCEPT]: () => {
      isIn = true;
      return { signed_in: true, needs_code: false };
    },
    "POST /api/v1/me/consents": () => {
      agreed = true;
      return { consent_ref: "k1" };
    },
  });

  await user.type(await screen.findByLabelText("お名前"), "佐藤 花");
  await user.click(screen.getByLabelText("English"));
  await user.click(screen.getByLabelText("この規約に同意します"));
  await user.click(screen.getByRole("button", { name: "参加する" }));

  await waitFor(() => expect(app.address()).toBe("/account"));
  expect(JSON.parse(String(app.asked("/api/v1/invitations/redeem")[0]?.request.body))).toEqual({
    token: "token",
    name: "佐藤 花",
    language: "en",
  });
  expect(app.asked("/api/v1/me/consents")).toHaveLength(1);
});

test("nobody joins without agreeing to the terms", async () => {
  const user = userEvent.setup();
  const app = openAt("/invitation#token", {});

  await user.click(await screen.findByRole("button", { name: "参加する" }));

  const link = within(await screen.findByRole("alert")).getByRole("link");
  expect(link.textContent).toBe("参加するには、規約への同意が必要です");
  await user.click(link);
  expect(document.activeElement).toBe(screen.getByLabelText("この規約に同意します"));
  expect(app.calls).toEqual([]);
});

test("a name that the server misses is said at the name", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    errors: [{ pointer: "/name", detail: "お名前を入れてください", detail_en: "" }],
  });
  openAt("/invitation#token", { [ACCEPT]: () => new Refusal(422, problem) });
  await user.click(await screen.findByLabelText("この規約に同意します"));
  await user.click(screen.getByRole("button", { name: "参加する" }));

  await screen.findByRole("alert");
  expect(screen.getByLabelText("お名前").getAttribute("aria-invalid")).toBe("true");
});

test("a link that was cut off says so", async () => {
  openAt("/invitation", {});

  expect(await screen.findByText(/途中で切れています/)).toBeTruthy();
});
