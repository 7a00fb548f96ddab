import { Link } from "@tanstack/react-router";
import type { FirmBrief } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { TEXT } from "@/ui/styles";
import { Phone } from "./Phone";

/** What a coordinator does next with a firm of a list. */
export function FirmActions({ firm }: { firm: FirmBrief }) {
  const { firms } = useCoordinatorTexts();
  return (
    <p className="flex flex-wrap gap-x-5 print:hidden">
      <Phone firm={firm} />
      <a className={TEXT} href={`/api/v1/firms/${firm.id}/sheet`} rel="noreferrer" target="_blank">
        {firms.sheet}
        <span className="sr-only">{firms.of(firm.name)}</span>
      </a>
      <Link className={TEXT} params={{ id: firm.id }} to="/firms/$id/history">
        {firms.history}
        <span className="sr-only">{firms.of(firm.name)}</span>
      </Link>
    </p>
  );
}
