import type { MatchOut, PlaceOut, ReasonOut } from "@/api";
import type { Span } from "@/lib/text";

/** The text that a place points into; none when it lies in a capability that is not shown. */
export function textAt({ firm, capability }: MatchOut, place: PlaceOut): string | undefined {
  if (place.capability_ref === null)
    return (place.field === "summary" && firm.summary) || undefined;
  if (!capability || place.capability_ref !== capability.capability_ref) return undefined;
  const [, name, index] = /^(\w+)(?:\[(\d+)\])?$/.exec(place.field) ?? [];
  const value = Object.entries(capability).find(([field]) => field === name)?.[1];
  const text = Array.isArray(value) ? value[Number(index)] : value;
  return typeof text === "string" ? text : undefined;
}

/** The words to mark in one field: those that both texts share, or that the lexicon relates. */
export function marksIn({ reasons, capability }: MatchOut, field: string): Span[] {
  const ref = field === "summary" ? null : (capability?.capability_ref ?? null);
  return reasons
    .filter(({ kind }) => kind !== "meaning")
    .flatMap(({ places }) => places)
    .filter((place) => place.field === field && place.capability_ref === ref)
    .map(({ span }) => span);
}

/** Where a reason can be read on the card, with the text it stands in. */
export function readable(match: MatchOut, { places }: ReasonOut) {
  for (const place of places) {
    const text = textAt(match, place);
    if (text !== undefined) return { place, text };
  }
  return undefined;
}
