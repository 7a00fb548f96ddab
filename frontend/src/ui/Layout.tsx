import { Link, Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSpeech } from "@/i18n/language";
import { SkipLink } from "./SkipLink";

const WIDTH = "mx-auto w-full max-w-[75rem] px-4 md:px-8";

interface Props {
  /** The account's place in the header; it comes after the page, so room is kept for it. */
  corner: ReactNode;
}

/** What surrounds every page. */
export function Layout({ corner }: Props) {
  const { t } = useSpeech();
  return (
    <div className="flex min-h-screen flex-col">
      <SkipLink to="main">{t.skip}</SkipLink>
      <Header corner={corner} />
      <main className={`${WIDTH} min-h-screen grow pt-6 pb-16 print:p-0`} id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="border-solid-gray-200 border-t bg-solid-gray-50 py-8 print:hidden">
        <p className={WIDTH}>{t.footer}</p>
      </footer>
    </div>
  );
}

function Header({ corner }: Props) {
  const { language, t, switchLanguage } = useSpeech();
  return (
    <header className="border-solid-gray-200 border-b print:hidden">
      <div className={`${WIDTH} flex flex-wrap items-center gap-x-2 gap-y-1 py-2 md:gap-x-6`}>
        <Link className="flex min-h-11 items-center gap-2 text-solid-gray-900! no-underline" to="/">
          <span
            aria-hidden="true"
            className="rounded-8 bg-blue-900 px-2 text-std-22B-150 text-white"
            lang="ja"
          >
            縁
          </span>
          <span className="text-std-22B-150">{t.site}</span>
        </Link>
        {/* Gives its room to the menu of who has signed in. */}
        <p className="hidden text-std-16N-170 text-solid-gray-700 xl:block xl:has-[~div>nav]:hidden">
          {t.tagline}
        </p>
        <nav
          aria-label={t.nav.label}
          className="order-1 grow basis-[calc(100%-6rem)] md:order-none md:ml-auto md:grow-0 md:basis-auto"
        >
          <ul className="flex sm:gap-1">
            <li>
              <Link activeOptions={{ exact: true, includeSearch: false }} className={NAV} to="/">
                {t.nav.search}
              </Link>
            </li>
            <li>
              <Link activeOptions={{ includeSearch: false }} className={NAV} to="/needs">
                {t.nav.needs}
              </Link>
            </li>
            <li>
              <Link activeOptions={{ includeSearch: false }} className={NAV} to="/clusters">
                {t.nav.clusters}
              </Link>
            </li>
          </ul>
        </nav>
        <div className="ml-auto min-h-11 md:ml-0 md:min-w-28">{corner}</div>
        <button
          className="order-1 inline-flex min-h-11 items-center px-1 underline underline-offset-[0.1875rem] hover:decoration-[0.1875rem] md:order-none"
          lang={language === "ja" ? "en" : "ja"}
          onClick={switchLanguage}
          type="button"
        >
          {t.otherLanguage}
        </button>
      </div>
    </header>
  );
}

const NAV =
  "flex min-h-11 items-center whitespace-nowrap px-1.5 text-solid-gray-900! no-underline hover:underline aria-[current=page]:font-700 aria-[current=page]:shadow-[inset_0_-0.25rem_0_var(--color-blue-900)] sm:px-3";
