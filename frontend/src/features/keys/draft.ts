import type { KeyBody, MembershipOut, Scope } from "@/api";
import type { AccountMessages } from "@/i18n/ja.account";
import type { OrganisationMessages } from "@/i18n/ja.organisation";
import type { Faults } from "@/lib/forms/refusal";
import { readList, readNumber } from "@/lib/text";

export const SCOPES: readonly Scope[] = ["read", "write", "introduce", "administer"];
const LONGEST = 400; // days, as the API has it

/** Ids of the inputs in the order of the form, each the name of the field that it holds. */
export const INPUTS = [
  "organisation_ref",
  "name",
  "scopes",
  "days",
  "clusters",
  "prefectures",
  "municipality_codes",
] as const;

/** What stands in the inputs. */
export interface KeyDraft {
  organisation_ref: string;
  name: string;
  scopes: Scope[];
  days: string;
  clusters: string;
  prefectures: string;
  municipality_codes: string;
}

export function newDraft(memberships: readonly MembershipOut[]): KeyDraft {
  return {
    organisation_ref: memberships[0]?.organisation_ref ?? "",
    name: "",
    scopes: ["read"],
    days: "180",
    clusters: "",
    prefectures: "",
    municipality_codes: "",
  };
}

export const isOfAChamber = (membership: MembershipOut | undefined) =>
  membership?.role === "coordinator" || membership?.role === "chamber_administrator";

export function check(
  draft: KeyDraft,
  { keys }: OrganisationMessages,
  { form }: AccountMessages,
): Faults {
  const faults: Faults = {};
  if (!draft.name.trim()) faults.name = form.required(keys.name);
  if (!draft.scopes.length) faults.scopes = form.choose(keys.scopes);
  if (!isWhole(draft.days, 1, LONGEST)) faults.days = keys.daysWrong;
  return faults;
}

export function bodyOf(draft: KeyDraft, hasRegion: boolean): KeyBody {
  const region = {
    clusters: readList(draft.clusters),
    prefectures: readList(draft.prefectures),
    municipality_codes: readList(draft.municipality_codes),
  };
  const isNarrowed = hasRegion && Object.values(region).some((names) => names.length);
  return {
    name: draft.name.trim(),
    organisation_ref: draft.organisation_ref,
    scopes: draft.scopes,
    days: readNumber(draft.days),
    region: isNarrowed ? region : null,
  };
}

export function isWhole(text: string, least: number, most: number): boolean {
  const value = readNumber(text);
  return Number.isInteger(value) && value >= least && value <= most;
}
