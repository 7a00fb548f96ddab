import type {
  ExposureAuditOut,
  FixationOut,
  FixationPartOut,
  JointDevelopmentOut,
  NetworkEdgeOut,
  NetworkGraphOut,
  NetworkNodeOut,
  PartnerFoundPage,
  SuggestionOut,
  SuggestionPage,
} from "@/api";
import { aFirm } from "./builders";

export function aNode(given: Partial<NetworkNodeOut> = {}): NetworkNodeOut {
  const ref = given.firm_ref ?? "F001";
  return {
    id: ref,
    firm_ref: ref,
    name: `企業${ref}`,
    cluster: "燕三条",
    is_member: true,
    partners: 1,
    is_bridge: false,
    ...given,
  };
}

export function anEdge(given: Partial<NetworkEdgeOut> = {}): NetworkEdgeOut {
  return {
    one: "F001",
    other: "F002",
    times: 1,
    last: "2026-10-20",
    kinds: ["meeting"],
    ...given,
  };
}

/** Two firms of Tsubame, one of which is the bridge to a firm of Suwa. */
export function aGraph(given: Partial<NetworkGraphOut> = {}): NetworkGraphOut {
  return {
    name: "燕三条",
    since: "2023-12-01",
    until: "2026-11-26",
    first: "2026-08-03",
    last: "2026-11-20",
    nodes: [
      aNode(),
      aNode({ firm_ref: "F002", partners: 2, is_bridge: true }),
      aNode({ firm_ref: "F003", cluster: "諏訪", is_member: false }),
    ],
    edges: [anEdge({ times: 3 }), anEdge({ one: "F002", other: "F003", kinds: ["transaction"] })],
    components: 1,
    ...given,
  };
}

export function aPart(given: Partial<FixationPartOut> = {}): FixationPartOut {
  return {
    key: "q",
    label: "同じ組の繰り返し",
    text: "会ったことのある組どうしの面談が、12件のうち9件でした。",
    text_en: "9 of 12 pairs had met before.",
    value: 0.75,
    weight: 0.3,
    points: 22.5,
    ...given,
  };
}

export function aFixation(given: Partial<FixationOut> = {}): FixationOut {
  return {
    scope: "cluster",
    name: "燕三条",
    since: "2026-05-27",
    until: "2026-11-26",
    value: 61.2,
    low: 56.1,
    high: 66.3,
    band: "fixed",
    band_label: "固定化傾向",
    confidence: "firm",
    confidence_label: "確定",
    confidence_text: "36回の接点から数えました。",
    confidence_text_en: "Counted from 36 contacts.",
    meetings: 36,
    firms: 18,
    newcomers: 2,
    parts: [
      aPart(),
      aPart({ key: "cvg", label: "知識の重なり", value: null, points: null, weight: 0.1 }),
    ],
    by_choice: 0.41,
    regions: 2.3,
    external_internal: -0.4,
    locked_in_firms: 0.11,
    trend: [
      aTrendPoint("2026-05-31", 52),
      aTrendPoint("2026-08-31", null),
      aTrendPoint("2026-11-26", 61.2),
    ],
    bridges: ["F002", "F003", "F004", "F005"].map((ref) => ({
      one: aFirm(),
      other: aFirm({ firm_ref: ref, name: `相手${ref}`, cluster: "諏訪" }),
      introducer: aFirm({ firm_ref: "F009", name: "仲立ち工業" }),
      change: -1.8,
      text: "どちらも研磨に困っています。",
      text_en: "Both look for polishing.",
    })),
    holes: [{ one: "燕三条", other: "諏訪", ties: 1, expected: 6.4 }],
    bridge_firms: [aFirm({ firm_ref: "F009", name: "仲立ち工業" })],
    life_cycle: {
      stage: "maturity",
      label: "成熟期の手がかり",
      reasons: ["新しく現れる企業が減っています。"],
    },
    platform: 44.6,
    platform_confidence: "firm",
    fixation_version: "f-1",
    ...given,
  };
}

function aTrendPoint(until: string, value: number | null): FixationOut["trend"][number] {
  return {
    until,
    value,
    low: value === null ? null : value - 5,
    high: value === null ? null : value + 5,
    meetings: value === null ? 3 : 30,
    confidence: value === null ? "insufficient" : "firm",
  };
}

export function aJoint(given: Partial<JointDevelopmentOut> = {}): JointDevelopmentOut {
  return {
    size_neutral: 96.7,
    score: 92.4,
    aim_percent: 33,
    own_percent: 38,
    partner_percent: 24,
    has_contact: true,
    text: "あなたの知識の38%が共通、相手は24%です。目安は33%です。",
    text_en: "38% of what you know is common, 24% of theirs. The aim is 33%.",
    shared: ["研磨"],
    only_partner: ["電子ビーム溶接"],
    only_own: ["深絞り"],
    bases: [],
    forecast: [
      { meetings: 0, score: 96.7 },
      { meetings: 6, score: 71.2 },
      { meetings: 12, score: 52.9 },
    ],
    forecast_text: "会うたびに、小さい側の知識の一部が共通になると見ています。",
    forecast_text_en: "Each meeting makes a part of what the smaller knows common.",
    joint_version: "j-1",
    ...given,
  };
}

export function aPartnerPage(...firms: string[]): PartnerFoundPage {
  return {
    items: firms.map((firm_ref) => ({
      firm: aFirm({ firm_ref, name: `相手${firm_ref}`, cluster: "諏訪" }),
      is_other_cluster: true,
      joint: aJoint(),
    })),
    compared: 308,
    known: 12,
    index_version: "i-1",
    model_version: "m-1",
    joint_version: "j-1",
  };
}

export function aSuggestion(given: Partial<SuggestionOut> = {}): SuggestionOut {
  return {
    suggestion_ref: "S1",
    place: 1,
    firm: aFirm({ firm_ref: "F002", name: "諏訪の光学株式会社", cluster: "諏訪" }),
    ground: "joint_development",
    ground_label: "共同開発",
    purpose: "joint_development",
    need_id: null,
    need_title: null,
    is_other_cluster: true,
    is_trial: false,
    why: ["研磨の知識の38%が共通です"],
    missing: ["空き状況が分かりません"],
    why_en: ["38% of what you know of polishing is common"],
    missing_en: ["availability is not known"],
    answer: null,
    ...given,
  };
}

export function aWeek(given: Partial<SuggestionPage> = {}): SuggestionPage {
  return {
    week: "2026-W48",
    made_at: "2026-11-22T18:00:00Z",
    items: [aSuggestion()],
    index_version: "i-1",
    model_version: "m-1",
    ranker_version: "r-1",
    joint_version: "j-1",
    allocation_version: "a-1",
    is_paused: false,
    paused_until: null,
    ...given,
  };
}

export function anAudit(given: Partial<ExposureAuditOut> = {}): ExposureAuditOut {
  return {
    week: "2026-W48",
    made_at: "2026-11-22T18:00:00Z",
    firms: 10,
    viewers: 9,
    suggestions: 20,
    gini: 0.21,
    zero_share: 0.1,
    most_shown: 4,
    other_cluster_share: 0.55,
    trials: 3,
    groups: [
      { name: "new", label: "新しい企業", firms: 2, shown: 6, mean: 3, zero_share: 0 },
      { name: "old", label: "以前からの企業", firms: 8, shown: 14, mean: 1.75, zero_share: 0.125 },
    ],
    loads: [
      { times: 0, firms: 1 },
      { times: 2, firms: 8 },
      { times: 4, firms: 1 },
    ],
    naive_gini: 0.78,
    naive_zero_share: 0.6,
    naive_most_shown: 9,
    is_fallback: false,
    text: "10社のうち9社が見せられ、偏りは小さい週でした。",
    text_en: "9 of 10 firms were shown; the week was even.",
    allocation_version: "a-1",
    ...given,
  };
}
