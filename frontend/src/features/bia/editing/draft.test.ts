import { expect, test } from "vitest";
import { aCaseBody } from "@/testing/bia";
import { amount, draftOf, remove, textAt, type } from "./draft";
import { clashesOf, isSame, merge } from "./merging";
import { placeOf, read } from "./pointer";

const label = (name: string) => name;

test("numbers are read as they are meant, with units, percent and full width", () => {
  expect([
    amount("３００，０００，０００円"),
    amount("40％"),
    amount("－1"),
    amount("1.5日"),
  ]).toEqual([300_000_000, 0.4, -1, 1.5]);
  expect(amount("三億")).toBeNaN();
});

test("what cannot be read stays as it was typed, over the value of before", () => {
  const draft = type(draftOf(aCaseBody()), "finance/margin", "number", "三割");

  expect(textAt(draft, "finance/margin")).toBe("三割");
  expect(read(draft.body, "finance/margin")).toBe(0.3);
});

test("an emptied field is taken out, so that the default holds", () => {
  const draft = type(draftOf(aCaseBody()), "processes/1/rto_hours", "number", " ");

  expect(draft.body.processes?.[1]).not.toHaveProperty("rto_hours");
});

test("a rating whose last number is taken out is none", () => {
  const body = aCaseBody({
    processes: [{ ref: "P1", name: "受注", rating: { impact: 4 } as never }],
  });

  const draft = type(draftOf(body), "processes/0/rating/impact", "number", "");

  expect(draft.body.processes?.[0]).not.toHaveProperty("rating");
});

test("what was typed into a record moves up with it when one before it goes", () => {
  const typed = type(draftOf(aCaseBody()), "processes/1/rto_hours", "number", "一日");

  const draft = remove(typed, "processes", 0);

  expect(textAt(draft, "processes/0/rto_hours")).toBe("一日");
  expect(textAt(draft, "processes/1/rto_hours")).toBe("");
});

test.each([
  ["processes[1].rto", "processes/1/rto_hours"],
  ["/processes/1/rto_hours", "processes/1/rto_hours"],
  ["processes.P1.rto", "processes/1/rto_hours"],
  ["products[0].steps[2].recovery", "products/0/steps/2/recovery_days"],
  ["options[0].lead.transport", "options/0/lead/transport_days"],
  ["processes[0].contract", "processes/0/contract"],
])("%s is the place %s", (said, place) => {
  expect(placeOf(said, aCaseBody())).toBe(place);
});

test("an empty field is as good as one that is not there", () => {
  const body = aCaseBody();

  expect(isSame(body, { ...body, budget: null })).toBe(true);
  expect(isSame(body, { ...body, budget: 1 })).toBe(false);
});

test("two who changed different things both keep their changes", () => {
  const base = aCaseBody();
  const mine = { ...base, title: "私の題名" };
  const theirs = { ...base, processes: [...(base.processes ?? []), { ref: "P9", name: "梱包" }] };

  const merged = merge(base, mine, theirs, []);

  expect(merged.title).toBe("私の題名");
  expect(merged.processes?.map(({ ref }) => ref)).toEqual(["B1", "P1", "P9"]);
  expect(clashesOf(base, mine, theirs, label)).toMatchObject([
    { unit: "processes/P9", isMine: false },
  ]);
});

test("a record that was deleted here stays deleted, unless the other's was chosen", () => {
  const base = aCaseBody();
  const mine = { ...base, scenarios: base.scenarios?.slice(0, 1) };
  const theirs = { ...base, title: "別の題名" };
  const refs = (taken: string[]) =>
    merge(base, mine, theirs, taken).scenarios?.map(({ ref }) => ref);

  expect(refs([])).toEqual(["quake"]);
  expect(refs(["scenarios/blackout"])).toEqual(["quake", "blackout"]);
});
