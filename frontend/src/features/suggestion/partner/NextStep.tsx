import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { FirmBrief } from "@/api";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { weekAt } from "@/lib/isoWeek";
import { isCoordinator, meQuestion } from "@/lib/me";
import { OUTLINE } from "@/ui/styles";
import { FourAnswers } from "../FourAnswers";
import { suggestionsQuestion } from "../questions";

interface Props {
  firmId: string;
  isOwn: boolean;
  partner: FirmBrief;
}

/**
 * The one thing to do about a partner: coordinators introduce; a firm answers where it was shown
 * the partner this week, and else asks.
 */
export function NextStep({ firmId, isOwn, partner }: Props) {
  const { partners: texts } = useSuggestionTexts();
  const me = useQuery(meQuestion);
  const mayIntroduce = isCoordinator(me.data);
  const week = useQuery({
    ...suggestionsQuestion(firmId, weekAt(new Date()).name),
    enabled: isOwn && !mayIntroduce,
  });
  if (mayIntroduce) {
    return (
      <p>
        <Link
          className={OUTLINE}
          search={{ seeker: firmId, firm: partner.id }}
          to="/coordinator/introductions/new"
        >
          {texts.introduce}
          <span className="sr-only">{texts.of(partner.name)}</span>
        </Link>
      </p>
    );
  }
  if (!isOwn) return null;
  const suggestion = week.data?.items.find(({ firm }) => firm.firm_ref === partner.firm_ref);
  if (suggestion) {
    return (
      <div className="grid grid-cols-1 gap-2">
        <p>{texts.suggested}</p>
        <FourAnswers suggestion={suggestion} />
      </div>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-2 print:hidden">
      <p>{texts.askLead}</p>
      <p>
        <Link className={OUTLINE} search={{ purpose: "joint_development" }} to="/needs/new">
          {texts.ask}
          <span className="sr-only">{texts.of(partner.name)}</span>
        </Link>
      </p>
    </div>
  );
}
