import { enBia } from "./en.bia";
import { enBiaFields } from "./en.bia.fields";
import { jaBia } from "./ja.bia";
import { jaBiaFields } from "./ja.bia.fields";
import { useSpeech } from "./language";

/** The texts of the BIA workbench, and what the fields of a case are called. */
export function useBiaTexts() {
  const isEnglish = useSpeech().language === "en";
  const { fields, hints, choices } = isEnglish ? enBiaFields : jaBiaFields;
  return {
    ...(isEnglish ? enBia : jaBia),
    choices,
    /** The label of the field at a place in the case; its own name when it has no other. */
    fieldOf: (place: string) => said(fields, place) ?? place.split("/").at(-1) ?? place,
    hintOf: (place: string) => said(hints, place),
  };
}

/**
 * `processes/3/stated/sales` is said as `processes/stated/sales`, `stated/sales` or `sales`; a
 * record, `processes/3`, as `processes`, unless it has a name of its own.
 */
function said(texts: Readonly<Record<string, string>>, place: string): string | undefined {
  if (place in texts) return texts[place];
  const names = place.split("/").filter((step) => !/^\d+$/.test(step));
  const ways = names.map((_, from) => names.slice(from).join("/"));
  const way = ways.find((name) => name in texts);
  return way === undefined ? undefined : texts[way];
}
