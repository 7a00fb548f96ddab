import type {
  Availability,
  ClusterType,
  FirmKind,
  Fit,
  NeedKind,
  Outcome,
  ReasonKind,
} from "@/api";

const purpose: Record<NeedKind, string> = {
  sourcing: "発注",
  alternative_sourcing: "代替調達",
  joint_development: "共同開発",
  equipment_sharing: "設備・人の融通",
};

const firmKind: Record<FirmKind, string> = {
  company: "企業",
  university: "大学・高専",
  public_research: "公設試験研究機関",
  support_body: "支援機関",
};

const clusterType: Record<ClusterType, string> = {
  castle_town: "企業城下町型",
  local_industry: "産地型",
  urban_complex: "都市型複合",
  attracted_complex: "誘致型複合",
};

const fit: Record<Fit, string> = { 高い: "高い", 中: "中", 低い: "低い" };

const outcome: Record<Outcome, string> = { met: "満たす", not_met: "満たさない", unknown: "不明" };

const reason: Record<ReasonKind, string> = {
  term: "語が一致",
  meaning: "意味が近い",
  relation: "関係する語",
};

const availability: Record<Availability, string> = {
  "◎": "◎ 余裕あり",
  "○": "○ 空きあり",
  "△": "△ 残りわずか",
  "×": "× 空きなし",
};

/** A condition or a field of a form: what it is called, and the unit of its numbers. */
const field = {
  q: "探しもの",
  purpose: "目的",
  kind: "組織の種類",
  cluster: "産地",
  prefecture: "都道府県",
  prefectures: "都道府県",
  certification: "認証",
  certifications: "認証",
  exclude_cluster: "除く産地",
  exclude_clusters: "除く産地",
  max_size_mm: "最大寸法",
  tolerance_um: "精度",
  lot: "ロット",
  max_lead_time_days: "納期",
  availability: "空き状況",
  seeker_ref: "探している企業",
  firm_ref: "探している企業",
  title: "題名",
  description: "くわしい内容",
  token: "事務局トークン",
};

export const ja = {
  site: "Enishi",
  tagline: "産地をこえて、つくる力をつなぐ",
  skip: "本文へ移動",
  nav: { label: "主なメニュー", search: "さがす", needs: "掲示板", clusters: "産地" },
  otherLanguage: "English",
  footer: "Enishi（縁）は、産業集積のものづくり企業をつなぐオープンソースの知識ネットワークです。",
  loading: "読み込んでいます",
  loadMore: "もっと見る",
  unstated: "未記載",
  unknown: "不明",
  separator: "・",
  quote: { open: "「", close: "」" },
  colon: "：",
  aside: (text: string) => `（${text}）`,
  purpose,
  firmKind,
  clusterType,
  clusterTypeUnknown: "型は未分類",
  fit,
  outcome,
  reason,
  availability,
  field,

  number: {
    max_size_mm: (value: string) => `${value} mm`,
    tolerance_um: (value: string) => `${value} μm`,
    lot: (value: string) => `${value} 個`,
    max_lead_time_days: (value: string) => `${value} 日`,
    capacity_per_month: (value: string) => `月 ${value} 個`,
  },
  condition: {
    max_size_mm: (value: string) => `${value} mm が入る`,
    tolerance_um: (value: string) => `精度 ${value} μm 以内`,
    lot: (value: string) => `${value} 個`,
    max_lead_time_days: (value: string) => `${value} 日以内`,
    exclude_cluster: (value: string) => `${value} を除く`,
    seeker_ref: (value: string) => `探している企業 ${value}`,
  },
  hint: {
    max_size_mm: "部品のいちばん長い辺",
    tolerance_um: "必要な公差。±0.01 mm なら 10",
    lot: "一度に頼みたい数",
    max_lead_time_days: "発注から初回納品まで",
  },
  unit: { max_size_mm: "mm", tolerance_um: "μm", lot: "個", max_lead_time_days: "日" },
  invalid: {
    required: (name: string) => `${name}を入力してください`,
    number: (name: string) => `${name}は、0より大きい数字で入力してください（例：10）`,
    whole: (name: string) => `${name}は、1以上の整数で入力してください（例：200）`,
    long: (name: string, limit: number) => `${name}は${limit}文字までです`,
    summary: "入力内容に誤りがあります",
  },

  search: {
    title: "頼める相手をさがす",
    lead: "やりたいことを、ふだんの言葉で書いてください。全国の産地から、理由と一緒にお見せします。",
    box: "探しもの",
    boxHint: "例：塩水で錆びない取っ手を削り出せるところ",
    submit: "さがす",
    conditions: "数値の条件をつける",
    conditionsSet: (count: number) => `数値の条件（${count}件）`,
    seekerHint: "登録番号（例：F120）。自社を答えから除き、別の産地を優先できます",
    optional: "任意",
    examplesTitle: "たとえば、こんな探しもの",
    examples: [
      { q: "塩水で錆びない取っ手を削り出せるところ", purpose: "sourcing" },
      {
        q: "来春で廃業するめっき屋さんの代わり。亜鉛ニッケルめっきと膜厚の証明",
        purpose: "alternative_sourcing",
      },
      { q: "チタンの薄板を精密にプレスして医療用の小物をつくりたい", purpose: "joint_development" },
      { q: "三次元測定機を週に一日だけ使わせてほしい", purpose: "equipment_sharing" },
    ] satisfies { q: string; purpose: NeedKind }[],
    clustersTitle: "産地から見る",
    clusterFirms: (count: string) => `${count}社`,
    results: "検索結果",
    count: (value: string, about: boolean) => (about ? `およそ ${value} 件` : `${value} 件`),
    searching: "さがしています",
    reading: "こう読み取りました",
    chosen: "選んだ条件",
    remove: (name: string) => `${name} を外す`,
    clearAll: "条件をすべて外す",
    facets: "絞り込む",
    toResults: "検索結果へ移動",
    allValues: (count: number) => `ほか ${count} 件を表示`,
    fewerValues: "表示を減らす",
    prefer: "別の産地を優先",
    nearMisses: "あと一つ条件が合えば",
    nearMissesLead: "一つだけ条件に合わない企業です。相談の余地があるかもしれません。",
    nearMiss: (name: string) => `「${name}」が合いません`,
    postTitle: "見つからないときは、掲示板で呼びかけられます",
    post: "この条件で掲示する",
    emptyTitle: "条件に合う相手は見つかりませんでした",
    emptySearched: (q: string) => `さがした内容：「${q}」`,
    relaxTitle: "条件を一つゆるめると",
    browse: "この条件の中でさがします。上の欄に、探しものを書いてください。",
    firmsOf: (name: string) => `${name} の企業`,
    otherWords: "言い方を変えるか、短い文で試す",
    postInstead: "探しものとして掲示板に載せ、心当たりのある人を待つ",
    chamber:
      "お近くの商工会議所・商工会に相談する（登録のない企業を紹介してもらえることがあります）",
  },

  match: {
    verified: "法人番号あり",
    fitLabel: "一致度",
    employees: (count: string) => `従業員 ${count} 人`,
    founded: (year: number) => `${year} 年創業`,
    why: "一致した理由",
    capability: "できること",
    inBoth: " が両方の文にあります",
    conditions: "条件の判定",
    otherCluster: "他の産地",
    open: "企業を見る",
    openOf: (name: string) => `（${name}）`,
    alternatives: "代わりもさがす",
    alternativesOf: (name: string) => `（${name}の代わり）`,
    processes: "加工",
    materials: "材料",
    certification: "認証",
    upTo: (value: string) => `最大 ${value}`,
    tolerance: (value: string) => `精度 ${value}`,
    leadTime: (value: string) => `納期 ${value}`,
    lotFrom: (from: string) => `ロット ${from} 個から`,
    lotTo: (to: string) => `ロット ${to} 個まで`,
    lots: (from: string, to: string) => `ロット ${from}〜${to} 個`,
    numbers: "数値",
    asOf: (date: string) => `${date} 時点`,
  },

  failure: {
    network: "サーバーにつながりません",
    networkDetail: "通信の状態を確かめて、もう一度お試しください。",
    index: "検索の準備ができていません",
    indexDetail:
      "検索用の索引がまだ無いか、作り直している途中です。数分待ってからもう一度お試しください。掲示板と企業のページは見られます。",
    indexOperator: "管理者の方へ：enishi index rebuild で索引を作れます。",
    retry: "もう一度試す",
    home: "さがすページへ",
    notFound: "ページが見つかりません",
    notFoundDetail: "アドレスが変わったか、掲載が終わった可能性があります。",
    unexpected: "画面の表示中に問題が起きました",
    unexpectedDetail: "ページを読み込み直してください。続くときは事務局にお知らせください。",
  },
};

export type Messages = typeof ja;
