import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt } from "@/testing/app";
import { aFirm, aMatch, aNeed, anAnswer, nobody } from "@/testing/builders";

const clusters = {
  "GET /api/v1/clusters": () => ({
    items: [{ name: "鯖江", type: null, firms: 22, municipalities: [] }],
  }),
};

test("a need shows its purpose, who asks and its conditions", async () => {
  const need = aNeed({
    constraints: { lot: 5000, certifications: ["ISO9001"], exclude_clusters: ["豊田"] },
  });
  openAt("/needs", {
    ...clusters,
    "GET /api/v1/needs": () => ({ items: [need], next_cursor: null }),
  });

  const card = await screen.findByRole("article");

  expect(card.textContent).toContain("代替調達名前を伏せています");
  expect(card.textContent).toContain("ISO90015,000 個豊田 を除く");
});

test("the filter is in the address and in the call", async () => {
  const user = userEvent.setup();
  const app = openAt("/needs", {
    ...clusters,
    "GET /api/v1/needs": () => ({ items: [], next_cursor: null }),
  });
  await screen.findByRole("option", { name: "鯖江" });

  await user.selectOptions(screen.getByLabelText("目的"), "共同開発");
  await user.selectOptions(screen.getByLabelText("産地"), "鯖江");
  await user.click(screen.getByRole("button", { name: "絞り込む" }));

  await waitFor(() => expect(app.address()).toBe("/needs?kind=joint_development&cluster=鯖江"));
  expect(await screen.findByText("いま、この条件の掲示はありません。")).toBeTruthy();
});

test("a need's page shows the firms that fit on the same cards as a search", async () => {
  openAt("/needs/N001", {
    "GET /api/v1/me": nobody,
    "GET /api/v1/needs/N001": () => aNeed({ firm: aFirm({ name: "困っている工業" }) }),
    "GET /api/v1/needs/N001/matches": () => ({ ...anAnswer({ items: [aMatch()] }), need: aNeed() }),
  });

  expect(await screen.findByText("困っている工業（燕三条）")).toBeTruthy();
  expect(
    await screen.findByRole("link", { name: /^企業を見る\s?（縁側精工株式会社）$/ }),
  ).toBeTruthy();
});

test("a need that nothing fits says so", async () => {
  openAt("/needs/N001", {
    "GET /api/v1/me": nobody,
    "GET /api/v1/needs/N001": () => aNeed(),
    "GET /api/v1/needs/N001/matches": () => ({
      ...anAnswer({ items: [] }),
      need: aNeed(),
    }),
  });

  expect(await screen.findByText(/合うと言える企業がありません/)).toBeTruthy();
});
