import type { SectionName } from "../state";

/** On which page the input of a place stands. */
export function sectionOf(place: string): SectionName {
  const [whole = "", , part] = place.split("/");
  if (whole === "products" && part === "steps") return "flow";
  if (whole === "processes") return "inventory";
  if (whole === "options") return "options";
  if (whole === "budget") return "portfolio";
  if (["plan", "approver", "approved_on", "review_on"].includes(whole)) return "plan";
  return "premises";
}
