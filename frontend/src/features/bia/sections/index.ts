import type { ComponentType } from "react";
import type { SectionName } from "../state";
import { Alternatives } from "./Alternatives";
import { Check } from "./Check";
import { Flow } from "./Flow";
import { Impact } from "./Impact";
import { Inventory } from "./Inventory";
import { Options } from "./Options";
import { Plan } from "./Plan";
import { Portfolio } from "./Portfolio";
import { Premises } from "./Premises";
import { Print } from "./Print";
import { Priorities } from "./Priorities";
import { Schedule } from "./Schedule";
import { Summary } from "./Summary";

interface Page {
  Content: ComponentType;
  /** Whether it shows what follows from the case; the others only ask for what it is. */
  needsAnswer: boolean;
}

export const PAGES: Record<SectionName, Page> = {
  summary: { Content: Summary, needsAnswer: true },
  premises: { Content: Premises, needsAnswer: false },
  inventory: { Content: Inventory, needsAnswer: false },
  flow: { Content: Flow, needsAnswer: false },
  schedule: { Content: Schedule, needsAnswer: true },
  priorities: { Content: Priorities, needsAnswer: true },
  impact: { Content: Impact, needsAnswer: true },
  options: { Content: Options, needsAnswer: true },
  alternatives: { Content: Alternatives, needsAnswer: true },
  portfolio: { Content: Portfolio, needsAnswer: true },
  check: { Content: Check, needsAnswer: true },
  plan: { Content: Plan, needsAnswer: true },
  print: { Content: Print, needsAnswer: true },
};
