import { useSpeech } from "@/i18n/language";

export function Loading() {
  const { t } = useSpeech();
  return (
    <p className="my-6" role="status">
      {t.loading}
    </p>
  );
}
