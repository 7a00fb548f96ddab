import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { type Draft, type PartKind, partsOf } from "./profile";

/** What the fields and parts of a profile are called. */
export function useNames({ values }: Pick<Draft, "values">) {
  const { t } = useSpeech();
  const { fields, firm } = useOwnerTexts();
  const field = (name: string) => (fields as Record<string, string>)[name] ?? name;

  function part(kind: PartKind, ref: string): string {
    if (kind === "facilities") return values[`facilities/${ref}/name`] || firm.newFacility;
    const says = (name: string) => values[`capabilities/${ref}/${name}`];
    return says("title") || says("description")?.slice(0, 30) || firm.newCapability;
  }

  function of(path: string): string {
    if (path === "listing") return firm.listing;
    if (path === "hide_from") return firm.hideFrom;
    const [kind, ref, name] = partsOf(path);
    if (ref) return inPart(kind, name) + t.aside(part(kind, ref));
    const [whole, only] = path.split("/");
    if (only && (whole === "capabilities" || whole === "facilities")) {
      return field(whole) + t.aside(part(whole, only));
    }
    return field(path);
  }

  const inPart = (kind: PartKind, name: string) =>
    kind === "facilities" && name === "name" ? fields.facility_name : field(name);

  /** A sentence about a field, with what it does not name of the field itself. */
  function inFull(path: string, sentence = ""): string {
    const [kind, ref, name] = partsOf(path);
    const isNamed = sentence.includes(inPart(kind, name));
    if (!isNamed) return of(path) + t.colon + sentence;
    return ref ? sentence + t.aside(part(kind, ref)) : sentence;
  }

  return { field, inPart, part, of, inFull };
}
