import type { Stage } from "@/api";
import { type AsSpelt, first, oneOf } from "@/lib/address";
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

export function readPipeline(raw: AsSpelt<PipelineState>): PipelineState {
  return {
    view: oneOf(raw.view, ["board"]),
    stage: oneOf(raw.stage, STAGES),
    chamber: first(raw.chamber),
    firm: first(raw.firm),
    need: first(raw.need),
    due: oneOf(raw.due, ["true"]),
  };
}

/** The need and the firms with which an introduction begins, by their ids. */
export interface StartState {
  need?: string;
  firm?: string;
  /** Who is to meet the firm, where no need says so. */
  seeker?: string;
}

export function readStart(raw: AsSpelt<StartState>): StartState {
  return { need: first(raw.need), firm: first(raw.firm), seeker: first(raw.seeker) };
}

export const FIRM_TABS = ["completeness", "silent", "succession"] as const;
export type FirmTab = (typeof FIRM_TABS)[number];

/** Which list of firms is shown; the first, unless the address names another. */
export interface FirmsState {
  tab?: Exclude<FirmTab, "completeness">;
  chamber?: string;
  days?: string;
}

export function readFirms(raw: AsSpelt<FirmsState>): FirmsState {
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

export function readReport(raw: AsSpelt<ReportState>): ReportState {
  return {
    year: first(raw.year),
    fiscal: oneOf(raw.fiscal, ["true"]),
    chamber: first(raw.chamber),
  };
}
