import type {
  CapabilityOut,
  FirmBrief,
  FirmOut,
  MatchOut,
  MembershipOut,
  MeOut,
  NeedOut,
  PlaceOut,
  Problem,
  ReadConceptOut,
  ReadConditionOut,
  ReadingOut,
  ReasonOut,
  SearchAnswer,
} from "@/api";

export function aFirm(given: Partial<FirmBrief> = {}): FirmBrief {
  return {
    id: given.firm_ref ?? "F001",
    firm_ref: "F001",
    name: "縁側精工株式会社",
    kind: "company",
    cluster: "燕三条",
    prefecture: "新潟県",
    municipality: "燕市",
    employees: 24,
    founded: 1968,
    certifications: ["ISO9001"],
    corporate_number: null,
    summary: "ステンレス小物の一貫加工。",
    ...given,
  };
}

export function aCapability(given: Partial<CapabilityOut> = {}): CapabilityOut {
  return {
    capability_ref: "F001-1",
    title: "ステンレス取っ手の切削",
    description: "海水にさらされる取っ手をSUS316Lから削り出します。",
    processes: ["切削"],
    materials: ["SUS316L"],
    equipment: [],
    max_size_mm: null,
    tolerance_um: null,
    lot_min: null,
    lot_max: null,
    lead_time_days: null,
    facility_ref: null,
    capacity_per_month: null,
    availability: null,
    availability_as_of: null,
    ...given,
  };
}

export function aFirmPage(given: Partial<FirmOut> = {}): FirmOut {
  return {
    ...aFirm(given),
    name_kana: null,
    municipality_code: null,
    latitude: null,
    longitude: null,
    facilities: [],
    capabilities: [aCapability()],
    updated_at: "2026-11-20T09:00:00Z",
    ...given,
  };
}

export function aMembership(given: Partial<MembershipOut> = {}): MembershipOut {
  return {
    organisation_ref: "F001",
    organisation_name: "縁側精工株式会社",
    firm_id: "F001",
    role: "firm_member",
    role_label: "企業の担当者",
    ...given,
  };
}

/** Somebody signed in: of the firm F001 unless given otherwise. */
export function aMe(...memberships: MembershipOut[]): MeOut {
  return {
    signed_in: true,
    person: { person_ref: "p1", email: "a@enishi.example", name: "縁側 一郎", language: "ja" },
    memberships: memberships.length ? memberships : [aMembership()],
    csrf_token: "csrf",
    terms_version: "2026-11",
    has_agreed: true,
  };
}

export const aCoordinator = () =>
  aMe(
    aMembership({
      organisation_ref: "C1",
      organisation_name: "燕商工会議所",
      firm_id: null,
      role: "coordinator",
      role_label: "コーディネーター",
    }),
  );

export const nobody = (): MeOut => ({ signed_in: false, terms_version: "2026-11" });

export function aPlace(field: string, start: number, end: number, ref = "F001-1"): PlaceOut {
  return { capability_ref: field === "summary" ? null : ref, field, span: { start, end } };
}

export function aReason(given: Partial<ReasonOut> = {}): ReasonOut {
  return {
    kind: "term",
    text: "「取っ手」が両方の文にあります",
    text_en: "both texts say “取っ手”",
    query_spans: [],
    places: [aPlace("description", 8, 11)],
    ...given,
  };
}

export function aMatch(given: Partial<MatchOut> = {}): MatchOut {
  return {
    firm: aFirm(),
    capability: aCapability(),
    fit: "高い",
    reasons: [aReason()],
    constraints: [],
    is_other_cluster: null,
    score_parts: null,
    ...given,
  };
}

export function aConcept(given: Partial<ReadConceptOut> = {}): ReadConceptOut {
  return {
    concept: "耐食性",
    concept_en: "corrosion resistance",
    kind: "property",
    text: "錆びない",
    start: 3,
    end: 7,
    denied: false,
    wish: false,
    ...given,
  };
}

export function aCondition(given: Partial<ReadConditionOut> = {}): ReadConditionOut {
  return {
    name: "lot",
    value: "30",
    text: "月30本",
    start: 0,
    end: 4,
    label: "ロット 30 個",
    label_en: "lot of 30",
    ...given,
  };
}

export function aReading(given: Partial<ReadingOut> = {}): ReadingOut {
  return {
    processes: [],
    constraints: [],
    concepts: [],
    conditions: [],
    steps: [],
    ignored: [],
    ...given,
  };
}

export function anAnswer(given: Partial<SearchAnswer> = {}): SearchAnswer {
  const items = given.items ?? [aMatch()];
  return {
    items,
    near_misses: [],
    count: { value: items.length, relation: "exact" },
    facets: {},
    reading: aReading(),
    relaxations: [],
    preference: { other_clusters: true, applied: false, text: "", text_en: "" },
    links: [],
    nothing_fits: items.length === 0,
    next_cursor: null,
    index_version: "1",
    model_version: "1",
    ranker_version: "1",
    ...given,
  };
}

export function aNeed(given: Partial<NeedOut> = {}): NeedOut {
  return {
    id: "N001",
    need_ref: "N001",
    kind: "alternative_sourcing",
    title: "塩水で錆びない取っ手の切削",
    description: null,
    query: null,
    firm: null,
    constraints: {},
    updated_at: "2026-11-20T09:00:00Z",
    ...given,
  };
}

export function aProblem(given: Partial<Problem> = {}): Problem {
  return {
    type: "/problems/invalid-value",
    title: "値が正しくありません",
    status: 422,
    detail: "入力を確かめてください",
    title_en: "Invalid value",
    detail_en: "Check the input",
    errors: [],
    ...given,
  };
}
