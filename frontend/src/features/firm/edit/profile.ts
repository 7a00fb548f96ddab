import type { CapabilityOut, DisclosureOut, FacilityOut, FirmOut, VisibilityName } from "@/api";
import type { Tagged } from "@/lib/call";
import { readList, writeList } from "@/lib/text";
import { type Levels, levelOf } from "@/lib/visibility";
import { CAPABILITY_FIELDS, FACILITY_FIELDS, FIRM_FIELDS, type Kind, NAMING } from "./fields";

export type PartKind = "capabilities" | "facilities";

/**
 * What a firm says, by path as its visibility names it: `employees`,
 * `capabilities/F001-1/lot_min`. Every value is the text of its input.
 */
export interface Profile {
  values: Readonly<Record<string, string>>;
  capabilities: readonly string[];
  facilities: readonly string[];
}

/** A profile with who sees what of it. */
export interface Draft extends Profile {
  listing: VisibilityName;
  levels: Levels;
  hideFrom: readonly string[];
}

/** What is stored, and at which revisions. */
export interface Base {
  firm: FirmOut;
  etag?: string;
  /** The revision of who sees what. */
  sightEtag?: string;
  draft: Draft;
}

export function baseOf(
  firm: FirmOut,
  etag: string | undefined,
  disclosure: Tagged<DisclosureOut>,
): Base {
  return {
    firm,
    etag,
    sightEtag: disclosure.etag,
    draft: { ...profileOf(firm), ...sightOf(disclosure.record) },
  };
}

export function profileOf(firm: FirmOut): Profile {
  const values: Record<string, string> = {};
  for (const { name } of [...NAMING, ...FIRM_FIELDS]) values[name] = written(firm[name]);
  for (const part of firm.capabilities) Object.assign(values, valuesOf("capabilities", part));
  for (const part of firm.facilities) Object.assign(values, valuesOf("facilities", part));
  return {
    values,
    capabilities: firm.capabilities.map(({ capability_ref }) => capability_ref),
    facilities: firm.facilities.map(({ facility_ref }) => facility_ref),
  };
}

export function sightOf({ listing, fields, hide_from }: DisclosureOut) {
  return { listing: listing ?? "public", levels: fields ?? {}, hideFrom: hide_from ?? [] };
}

function valuesOf(kind: PartKind, part: CapabilityOut | FacilityOut): Record<string, string> {
  const record = part as unknown as Record<string, unknown>;
  const ref = String(record[kind === "capabilities" ? "capability_ref" : "facility_ref"]);
  return Object.fromEntries(
    fieldsOf(kind).map(({ name }) => [`${kind}/${ref}/${name}`, written(record[name])]),
  );
}

export const fieldsOf = (kind: PartKind) =>
  kind === "capabilities" ? CAPABILITY_FIELDS : FACILITY_FIELDS;

function written(value: unknown): string {
  if (Array.isArray(value)) return writeList(value);
  return value === null || value === undefined ? "" : String(value);
}

/** What an input means to the API. */
export function meant(kind: Kind, text: string): unknown {
  const plain = text.trim();
  if (kind === "list") return readList(plain);
  if (!plain) return null;
  return kind === "whole" || kind === "number" || kind === "degrees" ? amount(plain) : plain;
}

/** Folds full width and commas away: 「１，０００」 is 1000. NaN when it is no number. */
export function amount(text: string): number {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

export function withPart(draft: Draft, kind: PartKind, ref: string): Draft {
  const empty = Object.fromEntries(
    fieldsOf(kind).map(({ name }) => [`${kind}/${ref}/${name}`, ""]),
  );
  return { ...draft, [kind]: [...draft[kind], ref], values: { ...draft.values, ...empty } };
}

/** The profile without one part; what is done at a facility that goes is done at the firm's own place. */
export function withoutPart(draft: Draft, kind: PartKind, ref: string): Draft {
  const values = { ...draft.values };
  if (kind === "facilities") {
    for (const capability of draft.capabilities) {
      const path = `capabilities/${capability}/facility_ref`;
      if (values[path] === ref) values[path] = "";
    }
  }
  return { ...draft, values, [kind]: draft[kind].filter((item) => item !== ref) };
}

/** The paths of what a profile still says, leaving out those of parts that were removed. */
export function pathsOf({ values, capabilities, facilities }: Profile): string[] {
  const kept = { capabilities, facilities };
  return Object.keys(values).filter((path) => {
    const [kind, ref] = partsOf(path);
    return !ref || kept[kind].includes(ref);
  });
}

/** 「capabilities/F001-1/lot_min」 → its kind, ref and field; a field of the firm has no ref. */
export function partsOf(path: string): [PartKind, string | undefined, string] {
  const steps = path.split("/");
  const name = steps.at(-1) ?? "";
  if (steps.length < 3) return ["capabilities", undefined, name];
  return [steps[0] as PartKind, steps.slice(1, -1).join("/"), name]; // refs may hold a slash
}

export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable(draft: Draft) {
  const said = pathsOf(draft).sort();
  return [
    said.map((path) => [path, draft.values[path]]),
    draft.capabilities,
    draft.facilities,
    draft.listing,
    Object.keys(draft.levels)
      .sort()
      .map((path) => [path, levelOf(draft.levels, path)])
      .filter(([path, level]) => level !== levelOf({}, String(path))),
    [...draft.hideFrom].sort(),
  ];
}
