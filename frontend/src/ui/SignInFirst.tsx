import { useRouterState } from "@tanstack/react-router";
import { useOwnerTexts } from "@/i18n/owner";
import { SOLID } from "./styles";

/** Says what needs a sign-in, and leads there and back to this page. */
export function SignInFirst({ children }: { children: string }) {
  const owner = useOwnerTexts();
  const here = useRouterState({ select: (router) => router.location.href });
  return (
    <div className="grid grid-cols-1 justify-items-start gap-3 rounded-8 bg-blue-50 p-4">
      <p>{children}</p>
      <a className={SOLID} href={`/sign-in?next=${encodeURIComponent(here)}`}>
        {owner.signIn}
      </a>
    </div>
  );
}
