import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ReadingOut } from "@/api";
import { openAt } from "@/testing/app";
import { aConcept, aCondition, anAnswer, aReading } from "@/testing/builders";

const SEARCH = "/api/v1/search";
const rust = aConcept();
const lot = aCondition();

/** The app over an API that understands `read`, and leaves out what it is told to ignore. */
function reading(address: string, read: Partial<ReadingOut>) {
  return openAt(address, {
    [`GET ${SEARCH}`]: (url) => {
      const ignored = url.searchParams.getAll("ignore");
      return anAnswer({
        reading: aReading({
          ...read,
          concepts: read.concepts?.filter(({ concept }) => !ignored.includes(concept)),
          conditions: read.conditions?.filter(({ name }) => !ignored.includes(name)),
          ignored,
        }),
      });
    },
  });
}

async function chips() {
  const list = within(
    await screen.findByRole("region", { name: /^(こう読み取りました|Read as)$/ }),
  );
  return list.getAllByRole("listitem").map((item) => item.textContent);
}

test("every concept and number is a chip with its kind and the words it stands for", async () => {
  reading("/?q=月30本、錆びないシャフト", { concepts: [rust], conditions: [lot] });

  expect(await chips()).toEqual([
    "数量ロット 30 個「月30本」を読み取りから外す",
    "性質耐食性「錆びない」を読み取りから外す",
  ]);
});

test("what is denied is shown as left out, and a wish as a wish", async () => {
  reading("/?q=溶接なし、できれば研磨", {
    concepts: [
      aConcept({ concept: "溶接", kind: "process", text: "溶接", denied: true }),
      aConcept({ concept: "研磨", kind: "process", text: "研磨", start: 9, end: 11, wish: true }),
    ],
  });

  const said = (await chips()).join();
  expect(said).toContain("工程除く：溶接");
  expect(said).toContain("工程できれば：研磨");
});

test("a certificate that is also a condition is one chip", async () => {
  const span = { start: 0, end: 7, text: "ISO9001" };
  reading("/?q=ISO9001の工場", {
    concepts: [aConcept({ ...span, concept: "ISO9001", kind: "certification" })],
    conditions: [aCondition({ ...span, name: "certifications", value: "ISO9001" })],
  });

  expect((await chips()).length).toBe(1);
});

test("taking a chip back is in the address and in the call, and Back undoes it", async () => {
  const user = userEvent.setup();
  const app = reading("/?q=錆びないシャフト", { concepts: [rust] });

  await user.click(await screen.findByRole("button", { name: /耐食性.*を読み取りから外す$/ }));

  await waitFor(() => expect(app.address()).toBe("/?q=錆びないシャフト&ignore=耐食性"));
  expect(await screen.findByRole("button", { name: /耐食性.*を読み取りに\s?戻す$/ })).toBeTruthy();
  expect(app.asked(SEARCH).at(-1)?.url.searchParams.getAll("ignore")).toEqual(["耐食性"]);
  app.back();
  expect(await screen.findByRole("button", { name: /耐食性.*外す$/ })).toBeTruthy();
});

test("the chip that was pressed keeps the focus, so that the same key brings it back", async () => {
  const user = userEvent.setup();
  const app = reading("/?q=月30本、錆びないシャフト", { concepts: [rust], conditions: [lot] });

  (await screen.findByRole("button", { name: /^数量.*外す$/ })).focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(app.asked(SEARCH)).toHaveLength(2));
  const restore = await screen.findByRole("button", { name: /ロット.*戻す$/ });
  await waitFor(() => expect(document.activeElement).toBe(restore));
  await user.keyboard("{Enter}");

  await waitFor(() => expect(app.address()).toBe("/?q=月30本、錆びないシャフト"));
  expect(await screen.findByRole("button", { name: /^数量.*外す$/ })).toBeTruthy();
});

test("an address that takes something back shows it, also when the answer no longer names it", async () => {
  reading("/?q=錆びないシャフト&ignore=耐食性&ignore=lot", { concepts: [rust] });

  expect(await chips()).toEqual(["耐食性を読み取りに戻す", "ロットを読み取りに戻す"]);
});

test("another question is read afresh", async () => {
  const user = userEvent.setup();
  const app = reading("/?q=錆びないシャフト&ignore=耐食性", { concepts: [rust] });
  const box = await screen.findByLabelText("探しもの");

  await user.clear(box);
  await user.type(box, "錆びない板{Enter}");

  await waitFor(() => expect(app.address()).toBe("/?q=錆びない板"));
});

test("an English reader reads the concepts in English, beside the words as they were written", async () => {
  localStorage.setItem("enishi.language", "en");
  reading("/?q=月30本、錆びないシャフト", { concepts: [rust], conditions: [lot] });

  await waitFor(async () =>
    expect(await chips()).toEqual([
      "Quantitylot of 30“月30本”: take out of the reading",
      "Propertycorrosion resistance“錆びない”: take out of the reading",
    ]),
  );
});

test("an answer without concepts still says what was read", async () => {
  openAt("/?q=切削を二週間で", {
    [`GET ${SEARCH}`]: () =>
      anAnswer({ reading: aReading({ processes: ["切削"], constraints: ["二週間"] }) }),
  });

  expect(await chips()).toEqual(["切削", "二週間"]);
});

test("when nothing fits the page says so, what it understood, what to try and where to ask", async () => {
  openAt("/?q=月30本、錆びないシャフト", {
    [`GET ${SEARCH}`]: () =>
      anAnswer({ items: [], reading: aReading({ concepts: [rust], conditions: [lot] }) }),
  });

  expect(await screen.findByText("いまの登録には、合うと言える相手がいません")).toBeTruthy();
  expect(screen.getByText("読み取った内容：ロット 30 個・耐食性")).toBeTruthy();
  expect(screen.getByText(/読み取りが違っていれば/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "この条件で掲示する" })).toBeTruthy();
});

test("where conditions were chosen, it is they that nobody meets", async () => {
  openAt("/?q=錆びないシャフト&cluster=鯖江", {
    [`GET ${SEARCH}`]: () => anAnswer({ items: [] }),
  });

  expect(await screen.findByText("条件に合う相手は見つかりませんでした")).toBeTruthy();
  expect(screen.queryByText(/合うと言える相手がいません/)).toBeNull();
});
