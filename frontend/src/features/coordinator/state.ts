import type { Stage } from "@/api";
import { first, oneOf } from "@/lib/address";
import type { PipelineFilter } from "./questions";

/** In the order of the work. */
export const STAGES = [
  "proposed",
  "approached",
  "agreed",
  "met",
  "trial",
  "dealt",
  "closed",
] as const satisfies readonly Stage[];

/** What the address of the pipeline says. */
export interface PipelineState extends PipelineFilter {
  view?: "board";
}

export function readPipeline(raw: Record<string, unknown>): PipelineState {
  return {
    view: oneOf(raw.view, ["board"]),
    stage: oneOf(raw.stage, STAGES),
    chamber: first(raw.chamber),
    firm: first(raw.firm),
    need: first(raw.need),
    due: oneOf(raw.due, ["true"]),
  };
}

/** The need and the firm with which an introduction begins, by their ids. */
export interface StartState {
  need?: string;
  firm?: string;
}

export function readStart(raw: Record<string, unknown>): StartState {
  return { need: first(raw.need), firm: first(raw.firm) };
}

export const FIRM_TABS = ["completeness", "silent", "succession"] as const;
export type FirmTab = (typeof FIRM_TABS)[number];

/** Which list of firms is shown; the first, unless the address names another. */
export interface FirmsState {
  tab?: Exclude<FirmTab, "completeness">;
  chamber?: string;
  days?: string;
}

export function readFirms(raw: Record<string, unknown>): FirmsState {
  return {
    tab: oneOf(raw.tab, ["silent", "succession"]),
    chamber: first(raw.chamber),
    days: first(raw.days),
  };
}

/** Which year of which chamber is reported. */
export interface ReportState {
  year?: string;
  fiscal?: "true";
  chamber?: string;
}

export function readReport(raw: Record<string, unknown>): ReportState {
  return {
    year: first(raw.year),
    fiscal: oneOf(raw.fiscal, ["true"]),
    chamber: first(raw.chamber),
  };
}
