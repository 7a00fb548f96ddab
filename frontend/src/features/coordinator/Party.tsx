import type { FirmBrief } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { FirmLink } from "@/ui/FirmLink";

/** One of the two firms of an introduction, as a link to its page. */
export function Party({ firm }: { firm: FirmBrief | null }) {
  const { t } = useSpeech();
  const { list } = useIntroductionTexts();
  if (!firm) return <span className="text-solid-gray-700">{list.unknown}</span>;
  return (
    <span lang="ja">
      <FirmLink firm={firm}>{firm.name}</FirmLink>
      {firm.cluster && t.aside(firm.cluster)}
    </span>
  );
}
