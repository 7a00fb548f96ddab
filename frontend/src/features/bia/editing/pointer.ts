import type { Body } from "../case";

/**
 * Places in a case are written as the API points at them, without the first slash:
 * `processes/2/rto_hours`. They are the ids of the inputs as well.
 */
export type Place = string;

export function read(body: unknown, place: Place): unknown {
  let value = body;
  for (const step of place.split("/")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** The case with another value at a place; nothing there takes the field out. */
export function write(body: Body, place: Place, value: unknown): Body {
  return put(body, place.split("/"), value) as Body;
}

function put(whole: unknown, [step = "", ...rest]: string[], value: unknown): unknown {
  const isList = Array.isArray(whole) || (whole === undefined && /^\d+$/.test(step));
  const copy = isList ? [...((whole as unknown[]) ?? [])] : { ...(whole as object) };
  const inner = copy as Record<string, unknown>;
  const next = rest.length ? put(inner[step], rest, value) : value;
  if (next === undefined) delete inner[step];
  else inner[step] = next;
  return copy;
}

export function recordsAt(body: Body, place: Place): readonly Record<string, unknown>[] {
  const found = read(body, place);
  return Array.isArray(found) ? found : [];
}

/**
 * The place that a sentence of the API is about: `processes[2].rto`, `/processes/2/rto_hours`
 * and `processes.P3.rto` are one.
 *
 * Values have their unit in the file and none inside, so `rto` is looked for as `rto_hours`.
 */
export function placeOf(said: string, body: Body): Place {
  const steps = said.split(/[/.[\]]+/).filter(Boolean);
  const place: string[] = [];
  for (const step of steps) {
    const here = place.length ? read(body, place.join("/")) : body;
    place.push(Array.isArray(here) ? numberOf(here, step) : unitless(here, step, place));
  }
  return place.join("/");
}

function numberOf(records: readonly unknown[], step: string): string {
  const at = records.findIndex((record) => (record as { ref?: string })?.ref === step);
  return at >= 0 && !/^\d+$/.test(step) ? String(at) : step;
}

const INSIDE: Record<string, string> = {
  rto: "rto_hours",
  mtpd: "mtpd_hours",
  rpo: "rpo_hours",
  tolerance: "tolerance_hours",
  own_recovery: "own_recovery_hours",
  takes: "takes_hours",
  buffer: "buffer_hours",
  backup_interval: "backup_interval_hours",
  blackout: "blackout_hours",
  flooding: "flooding_hours",
  normal: "normal_days",
  constrained: "constrained_days",
  recovery: "recovery_days",
  outage: "outage_days",
  lead_delay: "lead_delay_days",
  ramp: "ramp_days",
  decision: "decision_days",
  contract: "contract_days",
  change_approval: "change_approval_days",
  first_article: "first_article_days",
  production: "production_days",
};

function unitless(here: unknown, step: string, place: readonly string[]): string {
  const isKnown = typeof here === "object" && here !== null && step in here;
  const isTerms = step === "contract" && place[0] === "processes";
  const isFreight = step === "transport" && place.at(-1) === "lead";
  if (isFreight) return "transport_days";
  return isKnown || isTerms ? step : (INSIDE[step] ?? step);
}
