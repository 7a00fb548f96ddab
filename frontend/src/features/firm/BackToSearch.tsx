import { Link, useRouterState } from "@tanstack/react-router";
import { usePageTexts } from "@/i18n/pages";
import { LeftIcon } from "@/ui/icons";
import { TEXT } from "@/ui/styles";

/** Leads back to the page that listed the firm, or to the start when there was none. */
export function BackToSearch() {
  const page = usePageTexts();
  const from = useRouterState({ select: (router) => router.location.state.from });
  const label = !from
    ? page.firm.backToStart
    : from.startsWith("/needs/")
      ? page.firm.backToNeed
      : page.firm.back;
  return (
    <p className="print:hidden">
      <Link className={TEXT} to={from ?? "/"}>
        <LeftIcon />
        {label}
      </Link>
    </p>
  );
}
