import type { SuggestionGround } from "@/api";
import { jaAnswers } from "./ja.answers";

const ground: Record<SuggestionGround, string> = {
  own_need: "探しものに合う",
  their_need: "相手の探しものに応えられる",
  joint_development: "共同開発",
};

/** Texts of whom a firm is shown: this week, and by useful difference; and how fairly. */
export const jaSuggestion = {
  ground,

  answer: {
    answers: jaAnswers,
    group: (name: string) => `${name} への返事`,
    of: (name: string) => `（${name}）`,
    recorded: (answer: string) => `「${answer}」と記録しました。来週の提案に反映します。`,
    wrongLead: "この企業は、もうお勧めしません。理由は、並べ方を直すために使います。",
    begun: "コーディネーターが紹介を始めます。",
  },

  nav: {
    label: "自社への提案のページ",
    suggestions: "今週の提案",
    partners: "思いつかなかった相手",
  },

  gate: {
    signIn: "サインインすると、自社への提案を見られます。",
    noFirm:
      "あなたのアカウントは、まだどの企業にも属していません。コーディネーターの方は、企業のページから「思いつかなかった相手」を開けます。",
  },

  list: {
    title: "今週の提案",
    lead: "週に一度、多くて五社をお知らせします。週の便り（メール）も、この中からお伝えします。返事は一つ押すだけで、あとから変えられます。",
    week: (year: number, number: number) => `${year}年 第${number}週`,
    days: (from: string, to: string) => `${from}〜${to}`,
    thisWeek: "今週",
    earlier: "前の週",
    later: "次の週",
    weeks: "週を選ぶ",
    notMade: "この週の提案は、まだ作られていません。毎週月曜の朝に作ります。",
    none: "この週は、お知らせできる相手がいませんでした。無理に並べることはしません。",
    noneHelps: "探しものを掲示するか、自社の「できること」を足すと、見つかりやすくなります。",
    post: "探しものを掲示する",
    edit: "自社の情報を直す",
    count: (count: string) => `${count}社`,
    why: "なぜあなたに",
    missing: "不足・不明",
    nothingMissing: "とくにありません",
    otherCluster: "他の産地",
    trial: "試しの一枠",
    trialLead: "ふだんの並びには出にくい相手を、週に一社だけ試しにお見せします。",
    need: "探しもの",
    versions: (versions: string) => `この一覧の版：${versions}`,
  },

  pause: {
    lead: "忙しいときは、提案を休めます。休むあいだは、ほかの企業にも自社をお見せしません。",
    paused: "いま、提案を休んでいます。ほかの企業にも、自社をお見せしていません。",
    pausedUntil: (date: string) =>
      `${date}まで、提案を休んでいます。ほかの企業にも、自社をお見せしていません。`,
    rest: "提案を休む",
    resume: "また受け取る",
  },

  partners: {
    title: "思いつかなかった相手",
    titleOf: (name: string) => `${name} の、思いつかなかった相手`,
    lead: "探しものがなくても、知識の重なりがちょうどよい企業を挙げます。似すぎた相手とは新しいものが生まれにくく、重なりがなければ話が通じません。",
    compared: (compared: string, known: string) =>
      `${compared}社とくらべ、すでに関係のある ${known}社を除きました。`,
    none: "いまの登録では、勧められる相手がいません。自社の「できること」を詳しく書くと、くらべられる相手が増えます。",
    edit: "自社の情報を直す",
    shares: "共通の知識の割合",
    own: "自社",
    ownOf: "この企業",
    partner: "相手",
    percent: (percent: string) => `${percent} %`,
    aim: (percent: string) => `目安 ${percent} %`,
    shared: "共通の知識",
    ownLacks: "自社にない知識",
    firmLacks: "こちらにない知識",
    partnerLacks: "相手にない知識",
    nothing: "とくにありません",
    forecast: "この2社だけで会い続けると",
    forecastLabel: (from: string, to: string) =>
      `共同開発のしやすさが ${from} から ${to} になる見通し`,
    forecastTable: "見通しを表で見る",
    meetings: "会った回数",
    score: "しやすさ（0〜100）",
    sizeNeutral: (score: string) => `共同開発のしやすさ ${score}（100が最もよい）`,
    otherCluster: "他の産地",
    introduce: "紹介を始める",
    suggested: "今週の提案にも入っています。返事をどうぞ。",
    ask: "共同開発の相手として掲示板で呼びかける",
    askLead:
      "会ってみたいときは、お近くの商工会議所に企業の名前を伝えるか、掲示板で呼びかけてください。",
    of: (name: string) => `（${name}）`,
    versions: (versions: string) => `この一覧の版：${versions}`,
  },

  exposure: {
    title: "見せ方の点検",
    lead: "提案が一部の企業に偏っていないかを、毎週たしかめています。",
    none: "点検の記録が、まだありません。最初の週の提案を作ると、ここに出ます。",
    refused: "この点検は、コーディネーターと運営者が読みます。",
    week: (week: string) => `${week} の見せ方`,
    earlierWeek: "週を選ぶ",
    headline: "十秒で読むなら",
    zero: "一度も見せられなかった企業",
    gini: "偏り（ジニ係数）",
    giniLead: "0 は全社が同じ回数、1 に近いほど一部に集中",
    most: "いちばん多く見せられた企業",
    times: (count: string) => `${count} 回`,
    percent: (percent: string) => `${percent} %`,
    naive: (value: string) => `似た順に見せたら ${value}`,
    noFirms: "該当なし",
    toNetworks: "ネットワークの一覧へ",
    unknown: "データ不足",
    basis: (firms: string, viewers: string, suggestions: string) =>
      `企業 ${firms}社のうち ${viewers}社に、延べ ${suggestions}件を見せました。`,
    otherCluster: (percent: string) => `他の産地の企業 ${percent} %`,
    trials: (count: string) => `試しの一枠 ${count}件`,
    fallback:
      "この週は、割り当ての計算が終わらなかったため、簡単な規則で割り当てました。偏りが少し大きいことがあります。",
    fifths: "見せた回数の分け前",
    fifthsLead:
      "企業を、見せられた回数の少ない順に五つに分けました。等しければ、どの組も 20 % です。",
    fifth: ["最も少ない組", "少ない組", "中ほどの組", "多い組", "最も多い組"],
    equal: "等しい分け前 20 %",
    groups: "企業の組ごと",
    group: "組",
    firms: "企業",
    mean: "一社あたり",
    zeroShare: "一度もなし",
    mostShort: "最多",
    giniShort: "偏り",
    shown: "延べ",
    loads: "回数ごとの企業の数",
    loadsLead: "何回見せられた企業が、何社あるか。",
    loadFirms: (count: string) => `${count}社`,
    byWeek: "週ごと",
    byWeekLead: "「新しい企業」「以前から」は、一社あたりの見せられた回数です。",
    weekHead: "週",
    suggestions: "提案",
    newFirms: "新しい企業",
    oldFirms: "以前から",
    print: "印刷する",
    version: (version: string) => `規則の版 ${version}`,
  },
};

export type SuggestionMessages = typeof jaSuggestion;
