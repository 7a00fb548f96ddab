import type { SuccessionPlan, VerificationOut, VisibilityName } from "@/api";
import { jaAnswers } from "./ja.answers";

const levels: Record<VisibilityName, string> = {
  public: "公開",
  members: "会員まで",
  coordinators: "コーディネーターまで",
  private: "自社だけ",
};

const audiences = {
  anyone: "だれでも",
  members: "会員",
  coordinators: "コーディネーター",
  owner: "自社",
};

const plans: Record<SuccessionPlan, string> = {
  undecided: "未定",
  closing: "廃業予定",
  family: "親族に継ぐ",
  employee: "従業員に継ぐ",
  third_party: "第三者に譲りたい",
  settled: "後継者あり",
};

/** What the fields of a profile are called, and of a capability or facility in it. */
const fields = {
  name: "名前",
  kind: "組織の種類",
  name_kana: "読み",
  corporate_number: "法人番号",
  cluster: "産地",
  prefecture: "都道府県",
  municipality: "市区町村",
  municipality_code: "市区町村コード",
  latitude: "緯度",
  longitude: "経度",
  employees: "従業員数（人）",
  founded: "創業の年（西暦）",
  certifications: "認証",
  summary: "紹介文",
  title: "題名",
  description: "くわしい内容",
  processes: "加工",
  materials: "材料",
  equipment: "設備",
  max_size_mm: "最大寸法（mm）",
  tolerance_um: "精度（μm）",
  lot_min: "最小ロット（個）",
  lot_max: "最大ロット（個）",
  lead_time_days: "納期（日）",
  capacity_per_month: "月産能力（個）",
  facility_ref: "行う事業所",
  availability: "空き状況",
  availability_as_of: "空き状況を確かめた日",
  facility_name: "事業所の名称",
  power_area: "電力管内",
  river_system: "水系",
  capabilities: "できること",
  facilities: "事業所",
  contact: "連絡先",
  succession: "事業承継の予定",
  ties: "ほかの企業との接点",
};

const hints: Partial<Record<keyof typeof fields, string>> = {
  corporate_number: "13桁の数字",
  municipality_code: "5桁の数字",
  certifications: "二つ以上は「、」で区切ります。例：ISO9001、JISQ9100",
  processes: "二つ以上は「、」で区切ります",
  materials: "二つ以上は「、」で区切ります",
  equipment: "二つ以上は「、」で区切ります",
  tolerance_um: "±0.01 mm なら 10",
  power_area: "例：東北電力管内。災害のときの備えを比べるのに使います",
  river_system: "例：信濃川水系",
};

/** Texts of what a firm does with its own: profile, visibility, needs, answers, confirmation. */
export const jaOwner = {
  signIn: "サインインする",
  fields,
  hints,

  visibility: { label: "公開範囲", levels },

  clash: {
    title: "ほかの人が先に変更しました",
    lead: "項目ごとに、残すほうを選んでください。あなたの入力は、まだ消えていません。",
    nothing: "あなたの入力と重なる変更はありません。このまま保存できます。",
    mine: "あなたの入力",
    theirs: "いまの内容",
    save: "選んだ内容で保存する",
    cancel: "入力にもどる",
  },

  firm: {
    title: "自社の情報",
    titleOf: (name: string) => `${name} の情報`,
    signInFirst: "自社の情報を直すには、サインインしてください。",
    noFirm:
      "あなたのアカウントは、まだどの企業にも属していません。企業の管理者か、お近くの商工会議所に招待を頼んでください。",
    open: "公開ページを見る",
    preview: "ほかの人からの見え方",
    partners: "思いつかなかった相手",
    overlooked: "なぜ提案されなかったか",
    gatherings: "集まり",
    lead: "項目の右で、だれに見せるかを決められます。「保存する」を押すまで、何も変わりません。",
    about: "基本情報",
    reservedByFirm: "企業だけが見られる項目です",
    capabilitiesLead: "一つの仕事ごとに分けて書くと、合う相手が見つかりやすくなります。",
    addCapability: "できることを加える",
    newCapability: "新しいできること",
    removeCapability: "このできることを取り下げる",
    addFacility: "事業所を加える",
    newFacility: "新しい事業所",
    removeFacility: "この事業所を取り下げる",
    removeOf: (name: string) => `（${name}）`,
    restore: "取り下げをやめる",
    removed: (name: string) => `「${name}」は、保存すると取り下げられます。`,
    facilitiesLead: "事業所がなければ、企業の所在地が唯一の事業所として扱われます。",
    ownPlace: "企業の所在地と同じ",
    wholePart: "この全体の公開範囲",
    perField: "項目ごとの公開範囲",
    perFieldLead: "全体の公開範囲より広くはなりません。狭いほうが効きます。",

    sight: "掲載と、見せない相手",
    listing: "名前と、載っていること自体",
    listingLead: "ここを狭めると、ほかの項目もそれより広くは見えません。",
    guardedLead: "連絡先・承継の予定・接点は、はじめはコーディネーターだけが読めます。",
    hideFrom: "見せない相手（取引先・競合）",
    hideFromLead:
      "ここに加えた企業の人には、自社は見えません。1社でも加えると、サインインしていない人にも見えなくなります（その企業の人かもしれないため）。コーディネーターには見えます。",
    hideFromSearch: "企業の名前か登録番号",
    hideFromFind: "さがす",
    hideFromAdd: "見せない相手に加える",
    hideFromRemove: "外す",
    hideFromNone: "見せない相手は、いまありません。",
    hideFromNotFound: (name: string) => `「${name}」という企業は見つかりません。`,
    hideFromFound: (count: number) => `${count} 社見つかりました`,

    save: "保存する",
    saving: "保存しています",
    saved: "保存しました。検索には2秒以内に反映されます。",
    unsaved: "未保存の変更があります",
    revert: "元に戻す",
    restored: "前に入力して保存していなかった内容を、もう一度表示しています。",
    rank: {
      whole: (name: string) => `${name}は、1以上の整数で入力してください`,
      number: (name: string) => `${name}は、0より大きい数字で入力してください`,
      degrees: (name: string) => `${name}は、度（例：37.67）で入力してください`,
      required: (name: string) => `${name}を入力してください`,
      capability: "題名か、くわしい内容のどちらかを入力してください",
    },

    availability: "空き状況を知らせる",
    availabilityLead: "押すとすぐに、今日の日付で記録されます。もう一度押すと消えます。",
    availabilityOf: (name: string) => `${name} の空き状況`,
    availabilityNone: "まだ記録がありません",
    availabilitySet: (name: string, mark: string) => `${name} を「${mark}」にしました`,
    availabilityCleared: (name: string) => `${name} の空き状況を消しました`,

    contact: "連絡先",
    contactLead:
      "紹介が合意にいたるまで、相手の企業には伝えません。だれが読めるかは、上の「掲載と、見せない相手」で決めます。",
    contactFields: {
      name: "担当者",
      phone: "電話",
      fax: "FAX",
      email: "メール",
      address: "郵便の宛先",
      best_time: "電話のつながりやすい時間",
    },
    contactSave: "連絡先を保存する",
    contactSaved: "連絡先を保存しました",
    contactRemove: "連絡先を消す",
    contactRemoved: "連絡先を消しました",

    people: "この企業の人を招く・見る",

    withdrawal: "掲載をやめる",
    withdrawalLead:
      "同意を取り下げると、企業の情報と探しものは2秒以内に検索から消え、書き出しにも載らなくなります。ファイルを取り込みなおしても、新しい同意がなければ戻りません。",
    withdrawalHeard: "どうやって聞きましたか",
    withdrawalMeans: { phone: "電話", fax: "FAX", paper: "書面", visit: "訪問" },
    withdraw: "同意を取り下げて掲載をやめる",
    withdrawAsk: (name: string) => `「${name}」の掲載をやめますか`,
    withdrawEffect:
      "企業の情報・能力・探しものが消えます。元には戻せません。紹介の記録は、年次報告のために残ります。",

    succession: "事業承継の予定",
    successionLead:
      "廃業や譲渡の予定が早く分かると、商工会議所が引き受け手や代わりの調達先を準備できます。",
    successionPlan: "予定",
    successionUnsaid: "まだ伝えていません",
    plans,
    closingYear: "廃業するつもりの年（西暦）",
    note: "補足",
    askedOn: (date: string) => `${date} に記録`,
    successionSave: "予定を保存する",
    successionSaved: "予定を保存しました",
    successionRemove: "予定を消す",
    successionRemoved: "予定を消しました",
    successionRequired: "予定を選んでください",
  },

  preview: {
    title: "ほかの人からの見え方",
    signInFirst: "見え方を確かめるには、サインインしてください。",
    audience: "だれから見た姿か",
    audiences,
    hidden: "この人には見えないもの",
    nothingHidden: "隠している項目はありません。すべて見えます。",
    unlisted: "この人には、この企業は見えません",
    hiddenLevel: (name: string, level: string) => `${name}（${level}）`,
    hiddenFrom: (count: number) =>
      `このほか、見せない相手に選んだ ${count} 社の人には、何も見えません。`,
    edit: "公開範囲を変える",
  },

  needs: {
    title: "自社の探しもの",
    signInFirst: "自社の探しものを見るには、サインインしてください。",
    none: "自社からの掲示は、いまありません。",
    post: "探しものを掲示する",
    anonymous: "名前を伏せています",
    named: "名前を出しています",
    matches: (count: string, about: boolean) =>
      about ? `合う企業 およそ ${count} 社` : `合う企業 ${count} 社`,
    matchesOf: "合う企業を見る",
    of: (title: string) => `（${title}）`,
    edit: "直す",
    hide: "名前を伏せる",
    show: "名前を出す",
    hidden: "名前を伏せました",
    shown: "名前を出しました",
    takeDown: "取り下げる",
    takeDownSure: (title: string) => `「${title}」を掲示板から取り下げますか。元には戻せません。`,
    takeDownYes: "はい、取り下げる",
    takeDownNo: "やめる",
    takenDown: "取り下げました",
    editTitle: "探しものを直す",
    save: "保存する",
    saving: "保存しています",
    saved: "保存しました",
    backToOwn: "自社の探しものへもどる",
  },

  post: {
    signInFirst:
      "掲示するには、サインインしてください。ここに入力した内容は、サインインのあともこのブラウザに残ります。",
    as: (name: string) => `「${name}」の探しものとして掲示します。`,
    anonymous: "社名を伏せる",
    anonymousHint:
      "掲示板には「名前を伏せています」と出ます。社名が分かるのはコーディネーターだけで、相手に伝わるのは、双方が会うことに合意したあとです。",
    anonymousYes: "社名を伏せて掲示します",
    anonymousNo: "社名を出して掲示します",
    descriptionLevel: "くわしい内容の公開範囲",
    anonymousWarning: "題名やくわしい内容に社名が書かれていないか、もう一度確かめてください。",
  },

  board: { anonymous: "名前を伏せています" },

  badge: {
    rungs: {
      unverified: "未確認",
      number: "法人番号確認",
      coordinator: "コーディネーター確認",
      visited: "訪問済",
    } satisfies Record<VerificationOut["rung"], string>,
    confirmedOn: (date: string) => `${date} に確認`,
    edit: "編集する",
  },

  answer: {
    group: (name: string) => `${name} への答え`,
    own: "自社から答える",
    ownLead: "この探しものに応えられそうなら、会いたい旨を知らせてください。",
    ownGroup: "この探しものへの答え",
    answers: jaAnswers,
    of: (name: string) => `（${name}）`,
    sending: "送っています",
    recorded: (answer: string) => `「${answer}」と記録しました。`,
    begun: "コーディネーターが紹介を始めます。",
  },

  confirm: {
    title: "掲載内容の確認",
    lead: "商工会議所が、うかがった内容をもとに下書きを作りました。違うところを直して、よければ一番下のボタンを押してください。押すまで公開されません。",
    missing:
      "リンクに必要な部分が見つかりません。メールや届出票のリンクを、もう一度そのまま開いてください。",
    expires: (date: string) => `このリンクは ${date} まで使えます。`,
    edit: "直せる項目",
    rest: "そのほかの内容",
    restLead: "ここに違いがあれば、商工会議所にお知らせください。公開のあとで直すこともできます。",
    contactLead: "初めは、コーディネーターだけが読めます。",
    agree: "この内容で掲載することに同意します",
    terms: (version: string) => `利用規約（${version} 版）を読みました`,
    termsText: [
      "公開にした項目は、だれでも検索できます。公開範囲を狭めた項目は、その範囲の人だけが見られます。",
      "連絡先と、伏せた名前は、双方が会うことに合意するまで相手に伝えません。だれが読んだかは記録され、いつでも確かめられます。",
      "同意はいつでも取り下げられます。取り下げると掲載は終わり、検索からも消えます。",
    ],
    mustAgree: "掲載に同意する場合は、印を付けてください",
    name: "確認した人の名前",
    send: "確認して公開する",
    sending: "送っています",
    done: "公開しました",
    doneLead: "ご確認ありがとうございました。",
    see: "公開ページを見る",
  },
};

export type OwnerMessages = typeof jaOwner;
