import { Link } from "@tanstack/react-router";
import { useSpeech } from "@/i18n/language";
import { PageTitle } from "./PageTitle";
import { SOLID } from "./styles";

export function NotFound() {
  const { t } = useSpeech();
  return (
    <div className="grid grid-cols-1 justify-items-start gap-6">
      <PageTitle>{t.failure.notFound}</PageTitle>
      <p>{t.failure.notFoundDetail}</p>
      <Link className={SOLID} to="/">
        {t.failure.home}
      </Link>
    </div>
  );
}
