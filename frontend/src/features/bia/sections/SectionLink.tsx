import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { TEXT } from "@/ui/styles";
import type { SectionName } from "../state";
import { useWork } from "../work";

/** For sentences, which must break on a narrow screen. */
export const SENTENCE = `${TEXT} whitespace-normal!`;

interface Props {
  section: SectionName;
  /** The field to go to there, by its place in the case. */
  place?: string;
  className?: string;
  /** Whether it leads to the page that is open. */
  isHere?: boolean;
  children: ReactNode;
}

/** Leads to another page of the same case. */
export function SectionLink({ section, place, className = TEXT, isHere, children }: Props) {
  const { id, state } = useWork();
  const shared = {
    // The router compares addresses as they are spelt; the section alone says which page is open.
    activeOptions: { exact: true },
    "aria-current": isHere ? ("page" as const) : undefined,
    className,
    hash: place,
    search: { product: state.product, section },
    resetScroll: !place,
  };
  return id ? (
    <Link {...shared} params={{ id }} to="/bia/cases/$id">
      {children}
    </Link>
  ) : (
    <Link {...shared} to="/bia/draft">
      {children}
    </Link>
  );
}
