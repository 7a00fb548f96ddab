import type { CorrectionReason, DigestFrequency, MatchAnswer } from "@/api";
import { jaAnswers } from "./ja.answers";

const meanings: Record<MatchAnswer, string> = {
  wants_to_meet: "商工会議所が、相手の意向を確かめます",
  knows: "次からは、おすすめしません",
  does_not_fit: "理由を一つ選んでください。次の選び方に生かします",
  not_now: "しばらくのあいだ、おすすめしません",
};

const reasons: Record<CorrectionReason, string> = {
  other_process: "工程が違う",
  other_material: "材料が違う",
  condition: "条件が合わない",
  already_known: "すでに知っている",
  closed: "もう行っていない",
  other: "その他",
};

const frequencies: Record<DigestFrequency, string> = {
  weekly: "毎週",
  monthly: "月に1回",
  never: "受け取らない",
};

const frequencyHints: Record<DigestFrequency, string> = {
  weekly: "伝えることがない週は、届きません",
  monthly: "その月に始まる最初の週に届きます",
  never: "いつでも、ここで再開できます",
};

/** Texts of the weekly digest. */
export const jaDigest = {
  answers: jaAnswers,
  reasons,
  frequencies,
  title: "週の便り",
  lead: "会ってみたい会社、応えられそうな探しもの、お付き合いのある会社の変化を、5件までお伝えします。",
  when: {
    title: "いつ届くか",
    frequency: "届く回数",
    hints: frequencyHints,
    weekday: "曜日",
    weekdays: ["月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜"],
    time: "時刻",
    save: "保存する",
    saved: "保存しました",
    next: (at: string) => `次は ${at} に届く予定です。`,
    stopped: "いまは届きません。",
    unagreed: "利用規約に同意すると届きます。",
    terms: "利用規約を読む",
  },
  preview: {
    title: "下見",
    lead: "その週に届くものです。返事のリンクは、下見では働きません。",
    week: "週",
    thisWeek: "今週",
    nextWeek: "来週",
    form: "形",
    page: "届く形",
    text: "文字だけ",
    subject: "件名",
    empty: "この週に伝えることはありません。便りは届きません。",
    frame: "便りの下見",
  },
  answer: {
    title: "便りへの返事",
    missing: "リンクが途中で切れています。メールのリンクを、もう一度開いてください。",
    as: (name: string) => `${name} として答えます`,
    ask: (firm: string, answer: string) => `${firm}に「${answer}」と答えますか`,
    which: (firm: string) => `${firm}に、どう答えますか`,
    somebody: "この相手",
    meanings,
    send: (answer: string) => `「${answer}」と答える`,
    others: "ほかの答えにする",
    reason: "どこが違いますか",
    choose: "理由を一つ選んでください",
    given: (answer: string) => `前に「${answer}」と答えています。あとの返事に置き換わります。`,
    done: (answer: string) => `「${answer}」とお預かりしました`,
    repeated: "同じ返事を、すでにお預かりしています。",
    change: "答えを変える",
    expired: "このリンクの期限は過ぎました",
    expiredNext: "サインインすると、今週の提案に答えられます。",
    toSuggestions: "今週の提案を見る",
  },
  stop: {
    title: "便りを止める",
    missing: "リンクが途中で切れています。メールのリンクを、もう一度開いてください。",
    ask: "便りをどうしますか",
    monthly: "月に1回に減らす",
    never: "止める",
    done: "変更しました",
    again: "いつでも、ここで変えられます",
  },
};

export type DigestMessages = typeof jaDigest;
