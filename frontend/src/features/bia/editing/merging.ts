import type { Body } from "../case";

/** A record, or a part of the case that is none, which somebody else stored otherwise. */
export interface Clash {
  /** `processes/P1`, or the name of the part: `finance`. */
  unit: string;
  mine: string;
  theirs: string;
  /** Whether the draft changes it, too; if not, the other's version is as good as chosen. */
  isMine: boolean;
}

/** Which parts somebody else changed meanwhile, as the draft does not have them. */
export function clashesOf(
  base: Body,
  mine: Body,
  theirs: Body,
  label: (name: string) => string,
): Clash[] {
  const [was, has, is] = [unitsOf(base), unitsOf(mine), unitsOf(theirs)];
  const units = [...new Set([...has.keys(), ...is.keys(), ...was.keys()])];
  return units.flatMap((unit) => {
    const [before, own, other] = [was, has, is].map((one) => textOf(one.get(unit)));
    if (other === before || other === own) return [];
    const [told, said] = differing(has.get(unit), is.get(unit), label);
    return [{ unit, mine: told, theirs: said, isMine: own !== before }];
  });
}

/** What is stored now, with the draft's own changes on it but where the other's were chosen. */
export function merge(base: Body, mine: Body, theirs: Body, taken: readonly string[]): Body {
  const [was, has, is] = [unitsOf(base), unitsOf(mine), unitsOf(theirs)];
  for (const unit of new Set([...was.keys(), ...has.keys()])) {
    const isMine = textOf(has.get(unit)) !== textOf(was.get(unit));
    if (!isMine || taken.includes(unit)) continue;
    if (has.has(unit)) is.set(unit, has.get(unit));
    else is.delete(unit);
  }
  const merged: Record<string, unknown> = {};
  const lists = [...Object.entries(theirs), ...Object.entries(mine)].filter(([, value]) =>
    isList(value),
  );
  for (const [name] of lists) merged[name] = [];
  for (const [unit, value] of is) {
    const [name = "", key] = unit.split("/");
    if (key === undefined) merged[name] = value;
    else merged[name] = [...((merged[name] as unknown[]) ?? []), value];
  }
  return merged as unknown as Body;
}

interface Named {
  ref?: string;
  name?: string;
}

const isList = (value: unknown): value is Named[] =>
  Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null);

function unitsOf(body: Body): Map<string, unknown> {
  const units = new Map<string, unknown>();
  for (const [name, value] of Object.entries(body)) {
    if (!isList(value)) units.set(name, value);
    else for (const item of value) units.set(`${name}/${item.ref ?? item.name ?? ""}`, item);
  }
  return units;
}

/** Whether two cases say the same: a field left empty is as good as one that is not there. */
export const isSame = (one: Body, other: Body) => textOf(one) === textOf(other);

function textOf(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner) => (isFields(inner) ? tidied(inner) : inner));
}

function tidied(fields: Record<string, unknown>) {
  const said = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(said.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Both versions, told by the fields in which they differ. */
function differing(
  one: unknown,
  other: unknown,
  label: (name: string) => string,
): [string, string] {
  if (!isFields(one) || !isFields(other)) return [plain(one), plain(other)];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => textOf(one[name]) !== textOf(other[name]),
  );
  const lines = (value: Record<string, unknown>) =>
    names.map((name) => `${label(name)}: ${plain(value[name])}`).join("\n");
  return [lines(one), lines(other)];
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
