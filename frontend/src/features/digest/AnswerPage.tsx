import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import type { MatchAnswer, TapAnswerOut, TapOut } from "@/api";
import { useDigestTexts } from "@/i18n/digest";
import { useSpeech } from "@/i18n/language";
import { oneOf } from "@/lib/address";
import { keysOf } from "@/lib/keysOf";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { Done } from "@/ui/Status";
import { OUTLINE } from "@/ui/styles";
import { AskOne } from "./AskOne";
import { answerTap, tapQuestion } from "./questions";

/**
 * What a link under a suggestion opens: it asks whether the answer is meant.
 *
 * Opening it changes nothing, for machines open links to see where they lead; only the button
 * answers. The token stands behind the #, which browsers send to no server.
 */
export function AnswerPage() {
  const { answer: texts, answers } = useDigestTexts();
  const token = useRouterState({ select: ({ location }) => location.hash });
  const search: Record<string, unknown> = useRouterState({
    select: ({ location }) => location.search,
  });
  const linked = oneOf(search.answer, keysOf(answers));
  const tap = useQuery(tapQuestion(token));
  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      {!token && <p role="alert">{texts.missing}</p>}
      {token && tap.isPending && <Loading />}
      {tap.isError && <Unreadable error={tap.error} retry={() => tap.refetch()} />}
      {tap.data?.state === "expired" && <Expired tap={tap.data} />}
      {tap.data && tap.data.state !== "expired" && (
        <Answering key={token} linked={linked} tap={tap.data} token={token} />
      )}
    </div>
  );
}

interface Props {
  tap: TapOut;
  token: string;
  linked?: MatchAnswer;
}

function Answering({ tap, token, linked }: Props) {
  const { answer: texts } = useDigestTexts();
  const [asked, setAsked] = useState(linked);
  const send = useMutation({ mutationFn: answerTap });
  const again = () => {
    setAsked(undefined);
    send.reset();
  };
  if (send.data) return <Received given={send.data} onChange={again} />;
  return (
    <>
      <div className="grid grid-cols-1 gap-1">
        {tap.firm_name && (
          <p className="text-std-22B-150" lang="ja">
            {tap.firm_name}
          </p>
        )}
        {tap.headline && <p lang="ja">{tap.headline}</p>}
        {tap.own_name && <p className="text-solid-gray-700">{texts.as(tap.own_name)}</p>}
      </div>
      <AskOne
        asked={asked}
        error={send.error}
        firm={tap.firm_name ?? texts.somebody}
        given={tap.given}
        isSending={send.isPending}
        onAsk={setAsked}
        onSend={(answer, reason) => send.mutate({ token, answer, reason })}
      />
    </>
  );
}

function Received({ given, onChange }: { given: TapAnswerOut; onChange: () => void }) {
  const { answer: texts, answers } = useDigestTexts();
  const { say } = useSpeech();
  return (
    <>
      <Done>{texts.done(answers[given.answer])}</Done>
      {given.is_repeated && <p>{texts.repeated}</p>}
      <p>{say(given)}</p>
      <p>
        <button className={OUTLINE} onClick={onChange} type="button">
          {texts.change}
        </button>
      </p>
    </>
  );
}

/** A link that the API refuses is told in its own sentence; anything else as everywhere. */
function Unreadable({ error, retry }: { error: unknown; retry: () => void }) {
  const { language } = useSpeech();
  const about = error instanceof CallError ? error.problem?.errors?.[0] : undefined;
  if (!about) return <Failure error={error} retry={retry} />;
  return <p role="alert">{language === "ja" ? about.detail : about.detail_en}</p>;
}

function Expired({ tap }: { tap: TapOut }) {
  const { answer: texts } = useDigestTexts();
  const { say } = useSpeech();
  return (
    <section className="grid grid-cols-1 justify-items-start gap-3">
      <h2 className="text-std-20B-150">{texts.expired}</h2>
      <p>{say(tap)}</p>
      <p>{texts.expiredNext}</p>
      <a className={OUTLINE} href="/my/suggestions">
        {texts.toSuggestions}
      </a>
    </section>
  );
}
