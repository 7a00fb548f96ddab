import { type ReactNode, useEffect, useRef } from "react";
import { useSpeech } from "@/i18n/language";

interface Props {
  children: ReactNode;
  /** What the browser's tab says, where it differs from the heading. */
  tab?: string;
  /** Names and titles that people gave are Japanese in either language of the pages. */
  lang?: "ja";
}

let isFirstPage = true;

/** The heading of a page. It takes focus when the page changes, as after a full page load. */
export function PageTitle({ children, tab, lang }: Props) {
  const { t } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);

  return (
    <>
      <title>{`${tab ?? children} | ${t.site}`}</title>
      <h1 className="text-std-28B-150 md:text-std-36B-140" lang={lang} ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </>
  );
}
