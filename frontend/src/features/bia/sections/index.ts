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
  /** Whether something can be typed there. */
  isForm?: boolean;
}

export const PAGES: Record<SectionName, Page> = {
  summary: { Content: Summary, needsAnswer: true },
  premises: { Content: Premises, needsAnswer: false, isForm: true },
  inventory: { Content: Inventory, needsAnswer: false, isForm: true },
  flow: { Content: Flow, needsAnswer: false, isForm: true },
  schedule: { Content: Schedule, needsAnswer: true },
  priorities: { Content: Priorities, needsAnswer: true },
  impact: { Content: Impact, needsAnswer: true },
  options: { Content: Options, needsAnswer: true, isForm: true },
  alternatives: { Content: Alternatives, needsAnswer: true },
  portfolio: { Content: Portfolio, needsAnswer: true, isForm: true },
  check: { Content: Check, needsAnswer: true, isForm: true },
  plan: { Content: Plan, needsAnswer: true, isForm: true },
  print: { Content: Print, needsAnswer: true },
};
