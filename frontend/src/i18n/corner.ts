import { useSpeech } from "./language";

const ja = {
  label: "アカウントのメニュー",
  signIn: "サインイン",
  menu: "メニュー",
  firm: "自社",
  needs: "探しもの",
  coordinator: "紹介",
  bia: "事業継続",
  account: "アカウント",
};

const en: typeof ja = {
  label: "Account menu",
  signIn: "Sign in",
  menu: "Menu",
  firm: "My firm",
  needs: "My needs",
  coordinator: "Introductions",
  bia: "Continuity",
  account: "Account",
};

/** The texts of the header's corner: every page loads them, so they stand alone. */
export function useCornerTexts() {
  return useSpeech().language === "en" ? en : ja;
}
