import { jaAnswers } from "./ja.answers";

/** Texts of the page that says why a firm was not suggested. */
export const jaOverlooked = {
  title: "なぜ提案されなかったか",
  lead: "この4週間に、惜しくも外れた検索と探しものと、直すと効きそうなことです。だれが探したかは残していません。",
  signInFirst: "自社の様子を見るには、サインインしてください。",
  noFirm: "あなたは、どの企業にも入っていません。",
  back: "自社の届け出へ",
  advice: "直すと効くこと",
  noAdvice: "いま直すとよいことは、見つかりませんでした。",
  numbers: "4週間の回数",
  searches: "出た検索",
  near: "条件が一つ足りなかった検索",
  shown: "週の提案で見せられた回数",
  times: (count: string) => `${count}回`,
  median: (count: string) => `（企業の真ん中は${count}回）`,
  answers: "提案への返事",
  answer: jaAnswers as Record<string, string>,
  misses: "惜しくも外れたもの",
  noMisses: "条件が一つだけ足りずに外れた検索や探しものは、ありませんでした。",
  what: "何が",
  kinds: { search: "検索", need: "探しもの" } as Record<string, string>,
  missing: "足りなかったもの",
  often: "回数",
  asked: "そのとき求められていたもの",
  few: "（3日以上で求められたものがまだありません）",
  privacy:
    "検索した人や文は残しません。求められた言葉は、3日以上の検索に出たものだけを見せます。一人の検索が分かってしまわないようにするためです。",
};

export type OverlookedMessages = typeof jaOverlooked;
