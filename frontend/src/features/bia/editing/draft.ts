import { readList, writeList } from "@/lib/text";
import type { Body } from "../case";
import type { FieldSpec } from "./fields";
import { type Place, read, recordsAt, write } from "./pointer";

/** What cannot be read as its field asks: the rest is for the server to judge. */
export type Misread = "number" | "whole";

/** A case being edited, with the inputs as they were typed. */
export interface Draft {
  body: Body;
  typed: Readonly<Record<Place, { text: string; misread?: Misread }>>;
}

export const draftOf = (body: Body): Draft => ({ body, typed: {} });

/** What stands in an input. */
export function textAt({ body, typed }: Draft, place: Place): string {
  const kept = typed[place];
  if (kept) return kept.text;
  const value = read(body, place);
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? writeList(value) : String(value);
}

/** The draft with what was typed into an input; what cannot be read stays to be put right. */
export function type(draft: Draft, place: Place, kind: FieldSpec["kind"], text: string): Draft {
  const { value, misread } = meant(kind, text);
  const typed = { ...draft.typed, [place]: { text, misread } };
  return { body: misread ? draft.body : withValue(draft.body, place, value), typed };
}

/** The draft with another value, where nothing is typed: a mark, a choice, a connection. */
export function set(draft: Draft, place: Place, value: unknown): Draft {
  const { [place]: _, ...typed } = draft.typed;
  return { body: withValue(draft.body, place, value), typed };
}

export function add(draft: Draft, place: Place, record: Record<string, unknown>): Draft {
  const records = [...recordsAt(draft.body, place), record];
  return { ...draft, body: write(draft.body, place, records) };
}

/** The draft without a record; the ones after it move up, with what was typed into them. */
export function remove(draft: Draft, place: Place, at: number): Draft {
  const records = recordsAt(draft.body, place).filter((_, number) => number !== at);
  const kept = Object.entries(draft.typed).flatMap(([typed, what]) => {
    if (!typed.startsWith(`${place}/`)) return [[typed, what] as const];
    const [number, ...rest] = typed.slice(place.length + 1).split("/");
    const was = Number(number);
    if (was === at) return [];
    const is = was > at ? was - 1 : was;
    return [[[place, is, ...rest].join("/"), what] as const];
  });
  return { body: write(draft.body, place, records), typed: Object.fromEntries(kept) };
}

export function misreadIn(draft: Draft): { place: Place; misread: Misread }[] {
  return Object.entries(draft.typed).flatMap(([place, { misread }]) =>
    misread ? [{ place, misread }] : [],
  );
}

/** A rating is one of four numbers or none, so that the last one taken out takes it out. */
function withValue(body: Body, place: Place, value: unknown): Body {
  const next = write(body, place, value);
  const above = place.split("/").slice(0, -1);
  const isEmptyRating =
    above.at(-1) === "rating" && !Object.keys(read(next, above.join("/")) ?? {}).length;
  return isEmptyRating ? write(next, above.join("/"), undefined) : next;
}

function meant(kind: FieldSpec["kind"], text: string): { value?: unknown; misread?: Misread } {
  const said = text.trim();
  if (kind === "list") return { value: readList(text) };
  if (!said) return {};
  if (kind !== "number" && kind !== "whole") return { value: said };
  const value = amount(said);
  if (Number.isNaN(value)) return { misread: "number" };
  if (kind === "whole" && !Number.isInteger(value)) return { misread: "whole" };
  return { value };
}

/** Reads 「300,000,000円」, 「40％」 and 「－1」 as they are meant; NaN for 「３億」. */
export function amount(text: string): number {
  const plain = text
    .normalize("NFKC")
    .replace(/[,\s]/g, "")
    .replace(/^[−‐–]/, "-");
  const found = /^(-?\d+(?:\.\d+)?)(%|円|日|時間|個|人)?$/.exec(plain);
  if (!found) return Number.NaN;
  const value = Number(found[1]);
  return found[2] === "%" ? Number((value / 100).toPrecision(12)) : value;
}
