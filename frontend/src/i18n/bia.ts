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

/** `processes/3/stated/sales` is said as `processes/stated/sales`, `stated/sales` or `sales`. */
function said(texts: Readonly<Record<string, string>>, place: string): string | undefined {
  const steps = place.split("/");
  const names = steps.filter((step) => !/^\d+$/.test(step));
  if (/^\d+$/.test(steps.at(-1) ?? "")) names.push(steps.at(-1) ?? "");
  const ways = names.map((_, from) => names.slice(from).join("/"));
  const way = ways.find((name) => name in texts);
  return way === undefined ? undefined : texts[way];
}
