import type {
  AlternativeOut,
  AssessmentOut,
  CaseBodyOutput,
  FiledCaseOut,
  JobOut,
  OptionOut,
  OutcomeOut,
  ScheduleOut,
} from "@/api";
import { aFirm } from "./builders";

/** The seed's product: five steps in a row, six days of stock. */
export function aCaseBody(given: Partial<CaseBodyOutput> = {}): CaseBodyOutput {
  const step = (ref: string, name: string, days: [number, number, number], after: string[]) => ({
    ref,
    name,
    normal_days: days[0],
    constrained_days: days[1],
    recovery_days: days[2],
    after,
  });
  return {
    title: "製品Aの事業影響度分析",
    firm_name: "例示工業株式会社",
    finance: { annual_sales: 300_000_000, margin: 0.3, calendar_days: 365 },
    processes: [
      { ref: "B1", name: "製造・品質管理", layer: "business" },
      { ref: "P1", name: "主力製品製造", parent_ref: "B1", rto_hours: 24 },
    ],
    products: [
      {
        ref: "A",
        name: "製品A",
        sales_share: 0.4,
        demand_per_day: 50,
        stock: { mean: 300 },
        steps: [
          step("1", "材料準備", [2, 3, 4], []),
          step("2", "前加工", [3, 5, 7], ["1"]),
          step("3", "主加工", [4, 6, 8], ["2"]),
        ],
      },
    ],
    scenarios: [
      {
        ref: "quake",
        name: "首都直下地震",
        hazard: "earthquake",
        footprint: { municipalities: ["11203"] },
        annual_rate: 0.03,
      },
      {
        ref: "blackout",
        name: "夏季広域停電",
        hazard: "blackout",
        footprint: { power_areas: ["東京電力管内"] },
        annual_rate: 0.05,
      },
    ],
    options: [],
    ...given,
  };
}

export function aFiledCase(given: Partial<FiledCaseOut> = {}): FiledCaseOut {
  const body = given.case ?? aCaseBody();
  return {
    id: "C1",
    title: body.title,
    firm_name: body.firm_name,
    organisation_ref: "F001",
    revision: 1,
    created_at: "2026-11-20T09:00:00Z",
    updated_at: "2026-11-20T09:00:00Z",
    case: body,
    ...given,
  };
}

export function anOutcome(given: Partial<OutcomeOut> = {}): OutcomeOut {
  return {
    product_ref: "A",
    scenario_ref: "quake",
    option_refs: [],
    stock_level: "mean",
    lead_days: 26,
    delay_days: 14,
    shortage_days: 8,
    unmet: 400,
    supplied: 0,
    loss: 1_789_041,
    lost_profit: 789_041,
    penalties: 1_000_000,
    option_costs: 0,
    rta_days: 14,
    tts_days: 6,
    rto_days: 1,
    is_rto_met: false,
    is_official: true,
    notes: [],
    points: [
      { day: 0, stock: 300, service: 1, production: 0 },
      { day: 6, stock: 0, service: 1, production: 0 },
      { day: 6, stock: 0, service: 0, production: 0 },
      { day: 14, stock: 0, service: 1, production: 1 },
    ],
    ...given,
  };
}

export function anOption(given: Partial<OptionOut> = {}): OptionOut {
  return {
    ref: "O1",
    name: "協力会社での主加工",
    kind: "alternative",
    label: "代替調達",
    product_ref: "A",
    covers: ["3"],
    first_delivery_days: 5,
    ramp_days: 4,
    capacity_share: 0.6,
    premium: 450,
    transport: 0,
    preparation: 300_000,
    activation: 0,
    hazard_independence: 0.4444444444,
    exposures: [{ scenario_ref: "quake", exposure: "spared", shared: [] }],
    rung: "agreed",
    standing: "予定",
    is_official: false,
    valid_until: null,
    notes: [],
    ...given,
  };
}

/** Three steps in a series, on 19 days after a disaster. */
export function aSchedule(
  given: Partial<ScheduleOut> = {},
  [first, second, third]: [number, number, number] = [4, 7, 8],
): ScheduleOut {
  const step = (ref: string, name: string, start: number, takes: number) => ({
    ref,
    name,
    takes_days: takes,
    earliest_start: start,
    earliest_finish: start + takes,
    latest_start: start,
    latest_finish: start + takes,
    total_float: 0,
    free_float: 0,
    drag: takes,
    is_critical: true,
  });
  return {
    product_ref: "A",
    mode: "recovery",
    total_days: 19,
    steps: [
      step("1", "材料準備", 0, first),
      step("2", "前加工", first, second),
      step("3", "主加工", first + second, third),
    ],
    critical_paths: [["1", "2", "3"]],
    critical_path_count: 1,
    ...given,
  };
}

export function anAssessment(given: Partial<AssessmentOut> = {}): AssessmentOut {
  return {
    model_version: "bia-1",
    assessed_on: "2026-11-26",
    daily_losses: [
      {
        product_ref: "A",
        name: "製品A",
        calendar_days: 365,
        daily_sales: 328_767,
        daily_marginal_profit: 98_630,
        formula: "300,000,000円 ÷ 365日 × 0.40",
      },
    ],
    impacts: [],
    impacts_over_time: [],
    schedules: [aSchedule({ mode: "normal", total_days: 9 }, [2, 4, 3]), aSchedule()],
    covers: [{ product_ref: "A", level: "mean", pieces: 300, days: 6 }],
    priorities: [],
    orders: [],
    continuity: [],
    options: [],
    outcomes: [anOutcome(), anOutcome({ scenario_ref: "blackout", loss: 98_630 })],
    stages: [],
    skills: [],
    pairs: [],
    claims: [],
    findings: [],
    guide: [],
    plan_gaps: [],
    ...given,
  };
}

export function anAlternative(given: Partial<AlternativeOut> = {}): AlternativeOut {
  return {
    firm: aFirm(),
    fit: "高い",
    reasons: ["「切削」が両方の文にあります"],
    option: {
      ref: "O1",
      name: "縁側精工株式会社での主加工",
      kind: "alternative",
      product_ref: "A",
      covers: ["3"],
    },
    assumed: ["納期"],
    hazard_independence: 1,
    exposures: [{ scenario_ref: "quake", exposure: "spared", shared: [] }],
    before: anOutcome(),
    after: anOutcome({ shortage_days: 0, loss: 0, option_refs: ["O1"] }),
    qualified: anOutcome({ shortage_days: 0, loss: 0, option_refs: ["O1"] }),
    loss_avoided: 1_789_041,
    expected_loss_avoided: 53_671,
    qualified_loss_avoided: 53_671,
    plan_sentence: "主加工を代替先で続けられるため、不足は 8日 から 0日 になります",
    ...given,
  };
}

export function aJob(given: Partial<JobOut> = {}): JobOut {
  return {
    id: "j1",
    case_id: "C1",
    state: "running",
    label: "計算中",
    progress: 0.4,
    started_at: "2026-11-26T00:00:00Z",
    ended_at: null,
    problem: null,
    result: null,
    ...given,
  };
}
