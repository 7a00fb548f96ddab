import { Link, useRouterState } from "@tanstack/react-router";
import { useAccountTexts } from "@/i18n/account";
import { useSpeech } from "@/i18n/language";
import { CallError } from "@/lib/problem";
import { AlertIcon } from "@/ui/icons";

/** Why nothing was done, in the API's own words where it has some. */
export function Refused({ error }: { error: unknown }) {
  const { t, language } = useSpeech();
  const { fresh } = useAccountTexts();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const problem = error instanceof CallError ? error.problem : undefined;
  const isJapanese = language === "ja";
  const title = problem && (isJapanese ? problem.title : problem.title_en);
  const detail = problem && (isJapanese ? problem.detail : problem.detail_en);
  const mayHelpToSignIn = problem?.status === 401 || problem?.status === 403;
  return (
    <div className="grid grid-cols-1 gap-2 rounded-8 border-2 border-error-1 p-4" role="alert">
      <p className="font-700 text-error-2">
        <AlertIcon /> {title ?? t.failure.network}
      </p>
      <p>{detail ?? t.failure.networkDetail}</p>
      {mayHelpToSignIn && here !== "/sign-in" && (
        <p>
          <Link search={{ next: here }} to="/sign-in">
            {fresh.again}
          </Link>
        </p>
      )}
    </div>
  );
}
