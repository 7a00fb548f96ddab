import type {
  CapabilityOut,
  FirmBrief,
  FirmKind,
  NeedKind,
  RelaxationOut,
  SearchData,
} from "@/api";
import { first, list, oneOf } from "@/lib/address";

export const PURPOSES = [
  "sourcing",
  "alternative_sourcing",
  "joint_development",
  "equipment_sharing",
] as const satisfies readonly NeedKind[];

export const FIRM_KINDS = [
  "company",
  "university",
  "public_research",
  "support_body",
] as const satisfies readonly FirmKind[];

/** The numeric conditions, in the order in which the page asks and the API answers. */
export const NUMBERS = ["max_size_mm", "tolerance_um", "lot", "max_lead_time_days"] as const;
export type NumberName = (typeof NUMBERS)[number];

/** Groups that narrow the answer: OR inside a group, AND between groups. */
export const FACETS = ["cluster", "prefecture", "certification", "kind"] as const;
export type FacetName = (typeof FACETS)[number];

/** A search as its address holds it; what is absent is at its default. */
export interface SearchState {
  q?: string;
  purpose?: NeedKind;
  cluster?: string[];
  exclude_cluster?: string[];
  prefecture?: string[];
  certification?: string[];
  kind?: FirmKind[];
  max_size_mm?: number;
  tolerance_um?: number;
  lot?: number;
  max_lead_time_days?: number;
  seeker_ref?: string;
  prefer_other_clusters?: false;
  /** What was read from the question and is not meant: names of concepts and conditions. */
  ignore?: string[];
}

/** One thing that narrows a search, and the search without it. */
export interface Chosen {
  name: FacetName | "exclude_cluster" | NumberName | "seeker_ref";
  value: string;
  without: SearchState;
}

/** Reads an address; anything that is not a search parameter, or not readable, is left out. */
export function readSearch(raw: Record<string, unknown>): SearchState {
  const kinds = list(raw.kind)?.filter((kind): kind is FirmKind =>
    FIRM_KINDS.includes(kind as FirmKind),
  );
  return compact({
    q: first(raw.q),
    purpose: oneOf(raw.purpose, PURPOSES),
    cluster: list(raw.cluster),
    exclude_cluster: list(raw.exclude_cluster),
    prefecture: list(raw.prefecture),
    certification: list(raw.certification),
    kind: kinds,
    max_size_mm: amount(raw.max_size_mm),
    tolerance_um: amount(raw.tolerance_um),
    lot: amount(raw.lot),
    max_lead_time_days: amount(raw.max_lead_time_days),
    seeker_ref: first(raw.seeker_ref),
    prefer_other_clusters: String(raw.prefer_other_clusters) === "false" ? false : undefined,
    ignore: list(raw.ignore),
  });
}

/** The question for the API. Stated numbers rule firms out; the near misses are asked for, too. */
export function toQuery(state: SearchState): SearchData["query"] {
  const hasNumbers = NUMBERS.some((name) => state[name] !== undefined);
  return { ...state, q: state.q ?? "", ...(hasNumbers && { conditions: "gate" as const }) };
}

export function chosen(state: SearchState): Chosen[] {
  const lists = [...FACETS, "exclude_cluster" as const].flatMap((name) =>
    (state[name] ?? []).map((value) => ({ name, value, without: toggle(state, name, value) })),
  );
  const singles = [...NUMBERS, "seeker_ref" as const].flatMap((name) =>
    state[name] === undefined
      ? []
      : [{ name, value: String(state[name]), without: { ...state, [name]: undefined } }],
  );
  return [...lists, ...singles];
}

/** The same question, read in the same way, and purpose, with nothing that narrows it. */
export function withoutAll({ q, purpose, ignore }: SearchState): SearchState {
  return compact({ q, purpose, ignore });
}

export function toggle(
  state: SearchState,
  name: FacetName | "exclude_cluster" | "ignore",
  value: string,
): SearchState {
  const values: string[] = state[name] ?? [];
  const next = values.includes(value)
    ? values.filter((item) => item !== value)
    : [...values, value];
  return readSearch({ ...state, [name]: next });
}

/** The search without the one condition that the API offers to drop: a number or a whole group. */
export function relax(state: SearchState, { drop }: RelaxationOut): SearchState {
  return compact({ ...state, [DROPPED[drop] ?? drop]: undefined });
}

/** Who else, best in another cluster, could do what this firm does. */
export function alternativesTo(firm: FirmBrief, capability: CapabilityOut): SearchState {
  return compact({
    q: capability.title ?? capability.description?.slice(0, 80),
    purpose: "alternative_sourcing",
    seeker_ref: firm.firm_ref,
  });
}

/** Conditions of a need carry the plural of the search's names. */
const DROPPED: Record<string, keyof SearchState> = {
  certifications: "certification",
  prefectures: "prefecture",
  exclude_clusters: "exclude_cluster",
};

function amount(raw: unknown): number | undefined {
  const value = typeof raw === "number" ? raw : Number(first(raw));
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function compact(state: { [K in keyof SearchState]: SearchState[K] | undefined }): SearchState {
  return Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== undefined && (value as []).length !== 0),
  );
}
