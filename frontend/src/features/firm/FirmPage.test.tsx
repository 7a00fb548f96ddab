import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { openAt, Refusal } from "@/testing/app";
import { aCapability, aCoordinator, aFirmPage, aMe, anAnswer, aProblem } from "@/testing/builders";

const FIRM = "GET /api/v1/firms/F001";
const definition = (section: HTMLElement, term: string) =>
  within(section).getByText(term).nextElementSibling?.textContent;

test("numbers have units, and what is not stated is said to be so", async () => {
  const capability = { ...aCapability({ lot_min: 10, lead_time_days: 14 }), max_size_mm: 1200 };
  openAt("/firms/F001", { [FIRM]: () => ({ ...aFirmPage(), capabilities: [capability] }) });

  const section = (await screen.findByRole("heading", { name: "ステンレス取っ手の切削" })).closest(
    "section",
  ) as HTMLElement;

  expect(definition(section, "最大寸法")).toBe("1,200 mm");
  expect(definition(section, "精度")).toBe("未記載");
  expect(definition(section, "ロット")).toBe("10 個〜未記載");
  expect(definition(section, "納期")).toBe("14 日");
});

test("availability carries its date", async () => {
  const capability = aCapability({ availability: "◎", availability_as_of: "2026-10-01" });
  openAt("/firms/F001", { [FIRM]: () => aFirmPage({ capabilities: [capability] }) });

  expect(await screen.findByText("◎ 余裕あり（2026年10月1日 時点）")).toBeTruthy();
});

test("an unknown power area or river system is unknown, not none", async () => {
  const facility = {
    facility_ref: "F001-A",
    name: "第二工場",
    municipality_code: null,
    latitude: null,
    longitude: null,
    power_area: null,
    river_system: "信濃川水系",
  };
  openAt("/firms/F001", { [FIRM]: () => aFirmPage({ facilities: [facility] }) });

  const section = (await screen.findByRole("heading", { name: "第二工場" })).closest(
    "section",
  ) as HTMLElement;

  expect(definition(section, "電力管内")).toBe("不明");
  expect(definition(section, "水系")).toBe("信濃川水系");
});

test("the way back leads to the search that led here", async () => {
  const user = userEvent.setup();
  const app = openAt("/?q=切削&cluster=燕三条", {
    "GET /api/v1/search": () => anAnswer(),
    [FIRM]: () => aFirmPage(),
  });
  await user.click(await screen.findByRole("link", { name: "縁側精工株式会社" }));

  await user.click(await screen.findByRole("link", { name: "検索結果へもどる" }));

  expect(app.address()).toBe("/?q=切削&cluster=燕三条");
});

test("a firm that is not there is a page not found", async () => {
  openAt("/firms/F001", {
    [FIRM]: () => new Refusal(404, aProblem({ type: "/problems/not-found", status: 404 })),
  });

  expect(await screen.findByRole("heading", { name: "ページが見つかりません" })).toBeTruthy();
});

test("who made sure of the firm is said, and its own people are led to their form", async () => {
  const step = {
    rung: "visited",
    label: "訪問済",
    confirmed_on: "2026-10-01",
    expires_on: "2028-10-01",
    counts: true,
    means: "visit",
    chamber: "燕商工会議所",
    note: null,
  };
  openAt("/firms/F001", {
    [FIRM]: () => aFirmPage(),
    [`${FIRM}/verification`]: () => ({
      rung: "visited",
      label: "訪問済",
      number: "registry",
      number_label: "",
      steps: [step],
    }),
    "GET /api/v1/me": () => aMe(),
  });

  expect(await screen.findByText(/^訪問済（燕商工会議所・2026年10月1日 に確認）$/)).toBeTruthy();
  const edit = await screen.findByRole("link", { name: "編集する" });
  expect(edit.getAttribute("href")).toBe("/my/firm");
});

test("a coordinator edits by the firm's own address", async () => {
  openAt("/firms/F001", { [FIRM]: () => aFirmPage(), "GET /api/v1/me": aCoordinator });

  const edit = await screen.findByRole("link", { name: "編集する" });
  expect(edit.getAttribute("href")).toBe("/firms/F001/edit");
});
