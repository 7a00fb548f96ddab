import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { FirmBrief } from "@/api";

interface Props {
  firm: Pick<FirmBrief, "id">;
  className?: string;
  children: ReactNode;
}

/** Leads to a firm, and tells its page the way back. */
export function FirmLink({ firm, className, children }: Props) {
  const from = useRouterState({ select: (router) => router.location.href });
  return (
    <Link className={className} params={{ id: firm.id }} state={{ from }} to="/firms/$id">
      {children}
    </Link>
  );
}
