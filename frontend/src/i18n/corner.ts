import { useSpeech } from "./language";

const ja = {
  label: "アカウントのメニュー",
  signIn: "サインイン",
  menu: "メニュー",
  firm: "自社",
  needs: "探しもの",
  suggestions: "提案",
  coordinator: "紹介",
  networks: "ネットワーク",
  bia: "事業継続",
  account: "アカウント",
};

const en: typeof ja = {
  label: "Account menu",
  signIn: "Sign in",
  menu: "Menu",
  firm: "My firm",
  needs: "My needs",
  suggestions: "Suggestions",
  coordinator: "Introductions",
  networks: "Networks",
  bia: "Continuity",
  account: "Account",
};

/** The texts of the header's corner: every page loads them, so they stand alone. */
export function useCornerTexts() {
  return useSpeech().language === "en" ? en : ja;
}
