import { expect, test } from "vitest";
import { aCapability, aFirm } from "@/testing/builders";
import { alternativesTo, chosen, readSearch, relax, toggle, toQuery, withoutAll } from "./search";

const search = {
  q: "切削",
  purpose: "joint_development",
  cluster: ["燕三条", "諏訪"],
  lot: 200,
} as const;

test("an address is read back as it was written, and nonsense in it is left out", () => {
  expect(
    readSearch({ q: ["切削"], lot: ["200"], max_size_mm: ["大きい"], kind: ["company", "x"] }),
  ).toEqual({
    q: "切削",
    lot: 200,
    kind: ["company"],
  });
});

test("reading twice changes nothing", () => {
  const once = readSearch({ ...search, prefer_other_clusters: "false" });

  expect(readSearch({ ...once })).toEqual(once);
});

test("stated numbers rule firms out; facets alone do not change how conditions count", () => {
  expect(toQuery({ q: "切削", lot: 200 }).conditions).toBe("gate");
  expect(toQuery({ q: "切削", cluster: ["諏訪"] }).conditions).toBeUndefined();
});

test("every chosen thing can be taken back on its own", () => {
  const choices = chosen(readSearch({ ...search }));

  expect(choices.map(({ name, value }) => [name, value])).toEqual([
    ["cluster", "燕三条"],
    ["cluster", "諏訪"],
    ["lot", "200"],
  ]);
  expect(choices[0]?.without.cluster).toEqual(["諏訪"]);
  expect(choices[2]?.without.lot).toBeUndefined();
});

test("clearing all keeps the question and its purpose", () => {
  expect(withoutAll(readSearch({ ...search }))).toEqual({
    q: "切削",
    purpose: "joint_development",
  });
});

test("a ticked value is unticked by the same click", () => {
  const ticked = toggle({ q: "切削" }, "kind", "university");

  expect(ticked.kind).toEqual(["university"]);
  expect(toggle(ticked, "kind", "university").kind).toBeUndefined();
});

test("relaxing drops the condition that the API names, under either of its names", () => {
  const offer = { value: null, text: "", text_en: "", count: 3 };
  const state = readSearch({ q: "切削", certification: ["ISO9001", "ISO13485"], lot: "200" });

  expect(relax(state, { drop: "certification", ...offer })).toEqual({ q: "切削", lot: 200 });
  expect(relax(state, { drop: "certifications", ...offer })).toEqual({ q: "切削", lot: 200 });
  expect(relax(state, { drop: "lot", ...offer }).lot).toBeUndefined();
});

test("what is ignored of the question stays in the address and is no condition", () => {
  const state = readSearch({ q: "切削", ignore: ["耐食性", "耐食性", "lot"] });

  expect(toQuery(state)).toEqual({ q: "切削", ignore: ["耐食性", "lot"] });
  expect(chosen(state)).toEqual([]);
  expect(withoutAll(state)).toEqual(state);
});

test("alternatives are asked for on behalf of the firm, which leaves it out of the answer", () => {
  expect(alternativesTo(aFirm({ firm_ref: "F120" }), aCapability({ title: "電解研磨" }))).toEqual({
    q: "電解研磨",
    purpose: "alternative_sourcing",
    seeker_ref: "F120",
  });
});
