/** How a field is typed and read. */
export type Kind = "text" | "long" | "list" | "whole" | "number" | "degrees" | "place" | "mark";

export interface FieldSpec<Name extends string = string> {
  name: Name;
  kind: Kind;
}

/** Who the firm is; seen by whoever sees that it is listed. */
export const NAMING = [
  { name: "name", kind: "text" },
  { name: "kind", kind: "text" },
] as const satisfies readonly FieldSpec[];

/** What a firm says of itself, in the order of the page. */
export const FIRM_FIELDS = [
  { name: "name_kana", kind: "text" },
  { name: "summary", kind: "long" },
  { name: "cluster", kind: "text" },
  { name: "prefecture", kind: "text" },
  { name: "municipality", kind: "text" },
  { name: "municipality_code", kind: "text" },
  { name: "employees", kind: "whole" },
  { name: "founded", kind: "whole" },
  { name: "certifications", kind: "list" },
  { name: "corporate_number", kind: "text" },
  { name: "latitude", kind: "degrees" },
  { name: "longitude", kind: "degrees" },
] as const satisfies readonly FieldSpec[];

export const CAPABILITY_FIELDS = [
  { name: "title", kind: "text" },
  { name: "description", kind: "long" },
  { name: "processes", kind: "list" },
  { name: "materials", kind: "list" },
  { name: "equipment", kind: "list" },
  { name: "max_size_mm", kind: "number" },
  { name: "tolerance_um", kind: "number" },
  { name: "lot_min", kind: "whole" },
  { name: "lot_max", kind: "whole" },
  { name: "lead_time_days", kind: "whole" },
  { name: "capacity_per_month", kind: "number" },
  { name: "facility_ref", kind: "place" },
  { name: "availability", kind: "mark" },
  { name: "availability_as_of", kind: "mark" },
] as const satisfies readonly FieldSpec[];

export const FACILITY_FIELDS = [
  { name: "name", kind: "text" },
  { name: "municipality_code", kind: "text" },
  { name: "power_area", kind: "text" },
  { name: "river_system", kind: "text" },
  { name: "latitude", kind: "degrees" },
  { name: "longitude", kind: "degrees" },
] as const satisfies readonly FieldSpec[];
