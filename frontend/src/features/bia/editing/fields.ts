import type { Body } from "../case";

/** How a field is typed and read. */
export type Kind = "text" | "long" | "list" | "number" | "whole" | "mark" | "date";

/** Names of the texts of a choice, in i18n/ja.bia.fields.ts. */
export type ChoiceName =
  | "layer"
  | "contract"
  | "laws"
  | "advantage"
  | "stage"
  | "hazard"
  | "pipeline"
  | "optionKind"
  | "rung"
  | "dataClass";

export interface FieldSpec {
  /** Below its record; `stock/mean` lies one deeper. */
  name: string;
  kind: Kind | "choice" | "choices" | "ref" | "refs";
  choice?: ChoiceName;
  /** Where the records are that a reference may name. */
  refs?: (body: Body, place: string) => readonly { ref: string; name: string }[];
  isRequired?: boolean;
}

/** Records of one kind, each with its fields; some hold records themselves. */
export interface RecordSpec {
  name: string;
  fields: readonly FieldSpec[];
  /** How new ones are numbered; records without a number have none. */
  prefix?: string;
  inner?: readonly RecordSpec[];
  /** What a new one holds from the beginning. */
  fresh?: Record<string, unknown>;
}

const processes = (body: Body) => body.processes ?? [];
const sites = (body: Body) => body.sites ?? [];
const products = (body: Body) => body.products ?? [];

const REF: FieldSpec = { name: "ref", kind: "text", isRequired: true };
const NAME: FieldSpec = { name: "name", kind: "text", isRequired: true };
const GROUNDS: FieldSpec = { name: "grounds", kind: "long" };
const PLACE: readonly FieldSpec[] = [
  { name: "municipality_code", kind: "text" },
  { name: "river_system", kind: "text" },
  { name: "power_area", kind: "text" },
];

export const FIRM_FIELDS: readonly FieldSpec[] = [
  { name: "title", kind: "text", isRequired: true },
  { name: "firm_name", kind: "text", isRequired: true },
  { name: "finance/annual_sales", kind: "number", isRequired: true },
  { name: "finance/margin", kind: "number", isRequired: true },
  { name: "finance/calendar_days", kind: "whole" },
  { name: "finance/cash_limit", kind: "number" },
  { name: "hearings", kind: "whole" },
];

export const WEIGHT_FIELDS: readonly FieldSpec[] = ["sales", "customer", "legal", "advantage"].map(
  (axis) => ({ name: `impact_weights/${axis}`, kind: "number" }),
);

export const PRIORITY_FIELDS: readonly FieldSpec[] = ["impact", "ease", "customer", "legal"].map(
  (axis) => ({ name: `priority_weights/${axis}`, kind: "number" }),
);

export const BAND_FIELDS: readonly FieldSpec[] = ["0", "1", "2", "3"].map((at) => ({
  name: `sales_bands/${at}`,
  kind: "number",
}));

export const SITES: RecordSpec = {
  name: "sites",
  prefix: "S",
  fields: [REF, NAME, ...PLACE, { name: "has_own_power", kind: "mark" }],
};

export const PROCESSES: RecordSpec = {
  name: "processes",
  prefix: "P",
  fresh: { layer: "operation" },
  fields: [
    REF,
    NAME,
    { name: "layer", kind: "choice", choice: "layer", isRequired: true },
    { name: "parent_ref", kind: "ref", refs: processes },
    { name: "department", kind: "text" },
    { name: "equipment", kind: "list" },
    { name: "systems", kind: "list" },
    { name: "materials", kind: "list" },
    { name: "takes_hours", kind: "number" },
    { name: "daily_capacity", kind: "number" },
    { name: "sales_share", kind: "number" },
    { name: "margin", kind: "number" },
    { name: "customer_share", kind: "number" },
    { name: "contract", kind: "choice", choice: "contract" },
    { name: "laws", kind: "choices", choice: "laws" },
    { name: "advantage", kind: "choice", choice: "advantage" },
    ...["sales", "customer", "legal", "advantage"].map(
      (axis): FieldSpec => ({ name: `stated/${axis}`, kind: "number" }),
    ),
    ...["impact", "ease", "customer", "legal"].map(
      (axis): FieldSpec => ({ name: `rating/${axis}`, kind: "number" }),
    ),
    { name: "tolerance_hours", kind: "number" },
    { name: "rto_hours", kind: "number" },
    { name: "mtpd_hours", kind: "number" },
    { name: "mbco", kind: "number" },
    { name: "own_recovery_hours", kind: "number" },
    { name: "stage", kind: "choice", choice: "stage" },
    { name: "service_level", kind: "number" },
    { name: "needs_power", kind: "mark" },
    GROUNDS,
  ],
  inner: [
    {
      name: "upstream",
      fields: [
        { name: "ref", kind: "ref", refs: processes, isRequired: true },
        { name: "buffer_hours", kind: "number" },
      ],
    },
  ],
};

export const PRODUCTS: RecordSpec = {
  name: "products",
  prefix: "A",
  fields: [
    REF,
    NAME,
    { name: "sales_share", kind: "number", isRequired: true },
    { name: "margin", kind: "number" },
    { name: "demand_per_day", kind: "number", isRequired: true },
    { name: "stock/minimum", kind: "number" },
    { name: "stock/mean", kind: "number", isRequired: true },
    { name: "stock/maximum", kind: "number" },
    { name: "mbco", kind: "number" },
    { name: "lost_share", kind: "number" },
  ],
  inner: [
    {
      name: "penalties",
      fields: [
        { name: "customer", kind: "text", isRequired: true },
        { name: "after_days", kind: "number", isRequired: true },
        { name: "yen", kind: "number", isRequired: true },
      ],
    },
  ],
};

/** The steps of a product, in the table twin of its flow. */
export const STEP_FIELDS: readonly FieldSpec[] = [
  REF,
  NAME,
  { name: "after", kind: "list" },
  { name: "normal_days", kind: "number", isRequired: true },
  { name: "constrained_days", kind: "number", isRequired: true },
  { name: "recovery_days", kind: "number", isRequired: true },
  { name: "process_ref", kind: "ref", refs: processes },
  { name: "site_ref", kind: "ref", refs: sites },
  { name: "capacity_per_day", kind: "number" },
];

export const SCENARIOS: RecordSpec = {
  name: "scenarios",
  prefix: "H",
  fresh: { hazard: "earthquake", footprint: {} },
  fields: [
    REF,
    NAME,
    { name: "hazard", kind: "choice", choice: "hazard", isRequired: true },
    { name: "footprint/municipalities", kind: "list" },
    { name: "footprint/river_systems", kind: "list" },
    { name: "footprint/power_areas", kind: "list" },
    { name: "annual_rate", kind: "number", isRequired: true },
    { name: "pipeline", kind: "choice", choice: "pipeline" },
    { name: "outage_days", kind: "number" },
    { name: "blackout_hours", kind: "number" },
    { name: "flooding_hours", kind: "number" },
    { name: "stock_surviving", kind: "number" },
    { name: "demand_factor", kind: "number" },
    { name: "lead_delay_days", kind: "number" },
    { name: "supplier_hits", kind: "list" },
    { name: "optimistic", kind: "number" },
    { name: "pessimistic", kind: "number" },
    { name: "recovery_order", kind: "list" },
    GROUNDS,
  ],
};

const LEAD = [
  "decision",
  "contract",
  "change_approval",
  "first_article",
  "production",
  "transport",
];

/** The steps of the product that an option is for. */
function coverable(body: Body, place: string) {
  const at = Number(place.split("/")[1]);
  const product = body.options?.[at]?.product_ref;
  return products(body).find(({ ref }) => ref === product)?.steps ?? [];
}

export const OPTIONS: RecordSpec = {
  name: "options",
  prefix: "O",
  fresh: { kind: "alternative" },
  fields: [
    REF,
    NAME,
    { name: "kind", kind: "choice", choice: "optionKind", isRequired: true },
    { name: "product_ref", kind: "ref", refs: products, isRequired: true },
    { name: "covers", kind: "refs", refs: coverable },
    ...LEAD.map((part): FieldSpec => ({ name: `lead/${part}_days`, kind: "number" })),
    { name: "ramp_days", kind: "number" },
    { name: "capacity_per_day", kind: "number" },
    { name: "premium", kind: "number" },
    { name: "transport", kind: "number" },
    { name: "preparation", kind: "number" },
    { name: "activation", kind: "number" },
    { name: "extra_stock", kind: "number" },
    { name: "speed", kind: "number" },
    { name: "keeps_work_in_progress", kind: "mark" },
    { name: "rung", kind: "choice", choice: "rung" },
    { name: "valid_until", kind: "date" },
    { name: "is_estimated", kind: "mark" },
    { name: "is_qualified_in_advance", kind: "mark" },
    { name: "is_named", kind: "mark" },
    { name: "quality_boundary", kind: "long" },
    GROUNDS,
  ],
  inner: [{ name: "places", fields: PLACE }],
};

export const DATA: RecordSpec = {
  name: "data",
  fresh: { data_class: "daily" },
  fields: [
    NAME,
    { name: "data_class", kind: "choice", choice: "dataClass", isRequired: true },
    { name: "rpo_hours", kind: "number" },
    { name: "backup_interval_hours", kind: "number" },
    GROUNDS,
  ],
};

export const SKILLS: RecordSpec = {
  name: "skills",
  fields: [
    NAME,
    { name: "process_ref", kind: "ref", refs: processes, isRequired: true },
    { name: "holders", kind: "list" },
    { name: "in_training", kind: "list" },
    { name: "needed", kind: "whole" },
    { name: "has_manual", kind: "mark" },
  ],
};

const PLAN = [
  "purpose",
  "supply_chain_role",
  "safety",
  "command",
  "damage_report",
  "people",
  "goods",
  "money",
  "information",
  "training",
  "review",
  "partners",
];

export const PLAN_FIELDS: readonly FieldSpec[] = [
  ...PLAN.map((name): FieldSpec => ({ name: `plan/${name}`, kind: "long" })),
  { name: "approver", kind: "text" },
  { name: "approved_on", kind: "date" },
  { name: "review_on", kind: "date" },
];
