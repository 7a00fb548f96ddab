import { useMutation } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import type { DigestFrequency } from "@/api";
import { useDigestTexts } from "@/i18n/digest";
import { useSpeech } from "@/i18n/language";
import { Refused } from "@/ui/forms/Refused";
import { PageTitle } from "@/ui/PageTitle";
import { Done } from "@/ui/Status";
import { OUTLINE, SOLID } from "@/ui/styles";
import { unsubscribe } from "./questions";

/** What the link at the foot of a digest opens: stop it, or make it rarer, without a sign-in. */
export function StopPage() {
  const { stop: texts } = useDigestTexts();
  const { say } = useSpeech();
  const token = useRouterState({ select: ({ location }) => location.hash });
  const send = useMutation({
    mutationFn: (frequency: DigestFrequency) => unsubscribe({ token, frequency }),
  });
  const choose = (frequency: DigestFrequency) => !send.isPending && send.mutate(frequency);
  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      {!token && <p role="alert">{texts.missing}</p>}
      {token && !send.data && (
        <section className="grid grid-cols-1 gap-3">
          <h2 className="text-std-20B-150">{texts.ask}</h2>
          <button
            aria-disabled={send.isPending}
            className={`${OUTLINE} min-h-16 w-full`}
            onClick={() => choose("monthly")}
            type="button"
          >
            {texts.monthly}
          </button>
          <button
            aria-disabled={send.isPending}
            className={`${SOLID} min-h-16 w-full`}
            onClick={() => choose("never")}
            type="button"
          >
            {texts.never}
          </button>
          {send.isError && <Refused error={send.error} />}
        </section>
      )}
      {send.data && (
        <>
          <Done>{texts.done}</Done>
          <p>{say(send.data)}</p>
          <p>
            <Link to="/my/digest">{texts.again}</Link>
          </p>
        </>
      )}
    </div>
  );
}
