import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { MeOut } from "@/api";
import { useCornerTexts } from "@/i18n/corner";
import { firmOf, isCoordinator, meQuestion } from "@/lib/me";
import { DownIcon } from "@/ui/icons";

/** The corner of the header: the way in, or the pages of whoever has signed in. */
export function AccountNav() {
  const me = useQuery(meQuestion);
  if (me.isPending) return null;
  return me.data?.signed_in ? <Menu me={me.data} /> : <SignInLink />;
}

function SignInLink() {
  const text = useCornerTexts();
  const here = useRouterState({ select: ({ location }) => location });
  const isOnTheWay = ["/sign-in", "/invitation", "/terms"].includes(here.pathname);
  const next = isOnTheWay || here.href === "/" ? undefined : here.href;
  return (
    <Link className={`${ITEM} px-1 md:px-3`} search={{ next }} to="/sign-in">
      {text.signIn}
    </Link>
  );
}

/** In a row where there is room; folded behind a button on a narrow screen. */
function Menu({ me }: { me: MeOut }) {
  const text = useCornerTexts();
  const corner = useRef<HTMLElement>(null);
  const [isOpen, setOpen] = useState(false);
  const here = useRouterState({ select: ({ location }) => location.href });

  // biome-ignore lint/correctness/useExhaustiveDependencies: it folds wherever one goes
  useEffect(() => setOpen(false), [here]);

  useEffect(() => {
    const close = (event: Event) => {
      const isInside = event.target instanceof Node && corner.current?.contains(event.target);
      if (!isInside) setOpen(false);
    };
    document.addEventListener("click", close);
    document.addEventListener("focusin", close);
    return () => {
      document.removeEventListener("click", close);
      document.removeEventListener("focusin", close);
    };
  }, []);

  return (
    <nav
      aria-label={text.label}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        setOpen(false);
        corner.current?.querySelector("button")?.focus();
      }}
      ref={corner}
    >
      <button
        aria-expanded={isOpen}
        className={`${ITEM} px-1 md:px-3 lg:hidden`}
        onClick={() => setOpen(!isOpen)}
        type="button"
      >
        {text.menu} <DownIcon />
      </button>
      <ul
        className={`${isOpen ? "" : "hidden"} absolute top-full right-0 z-10 min-w-48 rounded-8 border border-solid-gray-420 bg-white py-2 shadow-md lg:static lg:flex lg:rounded-none lg:border-0 lg:py-0 lg:shadow-none`}
      >
        {linksOf(me).map(({ name, to }) => (
          <li key={to}>
            <Link
              activeOptions={{ includeSearch: false }}
              className={`${ITEM} px-4 lg:px-3`}
              to={to}
            >
              {text[name]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const OF_FIRM = [
  { name: "firm", to: "/my/firm" },
  { name: "needs", to: "/my/needs" },
  { name: "suggestions", to: "/my/suggestions" },
] as const;

const OF_COORDINATOR = [
  { name: "coordinator", to: "/coordinator" },
  { name: "networks", to: "/networks" },
] as const;

const OF_EVERYBODY = [
  { name: "bia", to: "/bia" },
  { name: "account", to: "/account" },
] as const;

function linksOf(me: MeOut) {
  return [
    ...(firmOf(me) ? OF_FIRM : []),
    ...(isCoordinator(me) ? OF_COORDINATOR : []),
    ...OF_EVERYBODY,
  ];
}

const ITEM =
  "flex min-h-11 items-center gap-1 whitespace-nowrap text-solid-gray-900! no-underline hover:underline aria-[current=page]:font-700";
