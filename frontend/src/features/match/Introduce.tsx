import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { FirmBrief } from "@/api";
import { usePageTexts } from "@/i18n/pages";
import { isCoordinator, meQuestion } from "@/lib/me";
import { OUTLINE } from "@/ui/styles";

interface Props {
  /** The id of the need that the firm was found for. */
  need: string;
  firm: FirmBrief;
}

/** The way from a match to an introduction, for coordinators. */
export function Introduce({ need, firm }: Props) {
  const { need: texts } = usePageTexts();
  const me = useQuery(meQuestion);
  if (!isCoordinator(me.data)) return null;
  return (
    <Link className={OUTLINE} search={{ need, firm: firm.id }} to="/coordinator/introductions/new">
      {texts.introduce}
      <span className="sr-only">{texts.introduceOf(firm.name)}</span>
    </Link>
  );
}
