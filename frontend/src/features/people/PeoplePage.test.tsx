import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { InvitationOut, MemberOut, RosterOut } from "@/api";
import { openAt, Refusal } from "@/testing/app";
import { aProblem } from "@/testing/builders";
import { aMe, aMember, aMembership } from "@/testing/people";

const PEOPLE = "/api/v1/organisations/F001/people";
const suzuki = aMember({
  person_ref: "p2",
  name: "鈴木 一郎",
  email: "suzuki@tsubame.example",
  role: "firm_member",
});
const invitation: InvitationOut = {
  invitation_ref: "i1",
  email: "new@tsubame.example",
  role: "firm_member",
  role_label: "企業の担当者",
  invited_at: "2026-11-20T00:00:00Z",
  expires_at: "2026-12-04T00:00:00Z",
};

/** A roster that changes as the API would change it. */
function roster(items: MemberOut[] = [aMember(), suzuki], invitations: InvitationOut[] = []) {
  const now: RosterOut = {
    organisation_ref: "F001",
    organisation_name: "縁側精工株式会社",
    items,
    invitations,
  };
  return {
    now,
    replies: { "GET /api/v1/me": () => aMe(), [`GET ${PEOPLE}`]: () => ({ ...now }) },
  };
}

test("a member sees the others, and can leave but change nothing", async () => {
  const memberships = [aMembership({ role: "firm_member" })];
  openAt("/organisations/F001/people", {
    ...roster().replies,
    "GET /api/v1/me": () => aMe({ person: { ...suzukiPerson }, memberships }),
  });

  const table = await screen.findByRole("table", { name: "所属する人" });

  expect(
    within(table)
      .getAllByRole("button")
      .map((button) => button.textContent),
  ).toEqual(["抜ける（鈴木 一郎）"]);
  expect(screen.queryByRole("heading", { name: "人を招く" })).toBeNull();
});

const suzukiPerson = {
  person_ref: "p2",
  email: "suzuki@tsubame.example",
  name: "鈴木 一郎",
  language: "ja",
} as const;

test("somebody is invited with one of the roles that the organisation has", async () => {
  const user = userEvent.setup();
  const { now, replies } = roster();
  const app = openAt("/organisations/F001/people", {
    ...replies,
    [`POST ${PEOPLE}`]: () => {
      now.invitations = [invitation];
      return invitation;
    },
  });

  const form = await screen.findByRole("form", { name: "人を招く" });
  expect(
    within(form)
      .getAllByRole("radio")
      .map((radio) => radio.closest("label")?.textContent),
  ).toEqual(["企業の担当者", "企業の管理者"]);
  await user.type(within(form).getByLabelText("メールアドレス"), "new@tsubame.example");
  await user.click(within(form).getByLabelText("企業の管理者"));
  await user.click(within(form).getByRole("button", { name: "招待する" }));

  expect(await screen.findByText("new@tsubame.example に招待を送りました")).toBeTruthy();
  const sent = app.calls.find(({ request }) => request.method === "POST")?.request;
  expect(JSON.parse(String(sent?.body))).toEqual({
    email: "new@tsubame.example",
    role: "firm_administrator",
  });
  expect(await screen.findByRole("table", { name: "招待中の人" })).toBeTruthy();
});

test("an address that is none is refused at its input", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    errors: [{ pointer: "/email", detail: "メールアドレスではありません", detail_en: "" }],
  });
  openAt("/organisations/F001/people", {
    ...roster().replies,
    [`POST ${PEOPLE}`]: () => new Refusal(422, problem),
  });

  await user.type(await screen.findByLabelText("メールアドレス"), "new");
  await user.click(screen.getByRole("button", { name: "招待する" }));

  await user.click(
    within(await screen.findByRole("alert")).getByRole("link", {
      name: "メールアドレスではありません",
    }),
  );
  expect(document.activeElement).toBe(screen.getByLabelText("メールアドレス"));
});

test("a role is changed after it has been chosen", async () => {
  const user = userEvent.setup();
  const { now, replies } = roster();
  const app = openAt("/organisations/F001/people", {
    ...replies,
    [`PATCH ${PEOPLE}/p2`]: () => {
      now.items = [aMember(), { ...suzuki, role: "firm_administrator" }];
      return now.items[1];
    },
  });

  await user.click(await screen.findByRole("button", { name: /^役割を変える\s?（鈴木 一郎）$/ }));
  const dialog = screen.getByRole("dialog");
  await user.click(within(dialog).getByLabelText("企業の管理者"));
  await user.click(within(dialog).getByRole("button", { name: "役割を変える" }));

  expect(await screen.findByText("鈴木 一郎 さんの役割を変えました")).toBeTruthy();
  const sent = app.calls.find(({ request }) => request.method === "PATCH")?.request;
  expect(JSON.parse(String(sent?.body))).toEqual({ role: "firm_administrator" });
});

test("the last administrator stays, and is told why", async () => {
  const user = userEvent.setup();
  const problem = aProblem({
    type: "/problems/conflict",
    status: 409,
    detail: "縁側精工株式会社 の管理者がいなくなります",
  });
  openAt("/organisations/F001/people", {
    ...roster([aMember()]).replies,
    [`DELETE ${PEOPLE}/p1`]: () => new Refusal(409, problem),
  });

  await user.click(await screen.findByRole("button", { name: /^抜ける/ }));
  const dialog = screen.getByRole("dialog");
  await user.click(within(dialog).getByRole("button", { name: /^抜ける/ }));

  expect((await within(dialog).findByRole("alert")).textContent).toContain(
    "管理者がいなくなります",
  );
});

test("an invitation is withdrawn", async () => {
  const user = userEvent.setup();
  const { now, replies } = roster([aMember()], [invitation]);
  openAt("/organisations/F001/people", {
    ...replies,
    "DELETE /api/v1/organisations/F001/invitations/i1": () => {
      now.invitations = [];
    },
  });

  await user.click(await screen.findByRole("button", { name: /^取り消す/ }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: /^取り消す/ }));

  expect(await screen.findByText("招待を取り消しました")).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole("table", { name: "招待中の人" })).toBeNull());
  expect(document.activeElement?.textContent).toContain("招待を取り消しました");
});

test("somebody else's organisation is a page that is not there", async () => {
  const problem = aProblem({ type: "/problems/not-found", status: 404 });
  openAt("/organisations/F999/people", {
    "GET /api/v1/me": () => aMe(),
    "GET /api/v1/organisations/F999/people": () => new Refusal(404, problem),
  });

  expect(await screen.findByRole("heading", { name: "ページが見つかりません" })).toBeTruthy();
});
