import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type {
  CorrectionBody,
  MatchAnswer,
  MatchResponseAnswer,
  MatchResponseBody,
  NeedMatches,
  RespondToMatchData,
} from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { call } from "@/lib/call";
import { CallError } from "@/lib/problem";
import { AlertIcon } from "@/ui/icons";
import { Done } from "@/ui/Status";
import { OUTLINE } from "@/ui/styles";

type Versions = Pick<NeedMatches, "index_version" | "model_version" | "ranker_version">;

interface Props {
  needId: string;
  firmRef: string;
  /** To whom the answer is, as the group of the buttons is named. */
  group: string;
  /** The name of the firm, which tells one card's buttons from another's. */
  name: string;
  seen?: Versions;
  /** The control that says 「違う」, where there is one. */
  wrong?: ReactNode;
  answers: readonly Exclude<MatchAnswer, "does_not_fit">[];
}

export const WITHOUT_WRONG = ["wants_to_meet", "knows", "not_now"] as const;

/** The answers that need no reason, each one tap; the newest counts. */
export function MatchAnswers({ needId, firmRef, group, name, seen, wrong, answers }: Props) {
  const { say } = useSpeech();
  const { answer: texts } = useOwnerTexts();
  const [given, setGiven] = useState<MatchAnswer>();
  const respond = useMutation({
    mutationFn: (answer: MatchAnswer) =>
      respondToMatch(needId, { firm_ref: firmRef, answer, ...seen }),
    onSuccess: ({ response }) => setGiven(response.answer),
  });
  const told = respond.data;
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2 print:hidden">
      <legend className="sr-only">{group}</legend>
      <div className="flex flex-wrap gap-3">
        {answers.map((answer) => (
          <button
            aria-disabled={respond.isPending}
            aria-pressed={given === answer}
            className={`${OUTLINE} aria-pressed:border-2 aria-pressed:bg-blue-100`}
            key={answer}
            onClick={respond.isPending ? undefined : () => respond.mutate(answer)}
            type="button"
          >
            {texts.answers[answer]}
            <span className="sr-only">{texts.of(name)}</span>
          </button>
        ))}
        {wrong}
      </div>
      <Done>
        {told && !respond.isPending && (
          <>
            {told.waiting ? say(told.waiting) : texts.recorded(texts.answers[told.response.answer])}
            {told.introduction && texts.begun}
          </>
        )}
      </Done>
      {respond.isError && <Refused error={respond.error} />}
    </fieldset>
  );
}

/** 「違う」 as an answer to a match: the reason is asked, and kept as a correction, too. */
export function wrongBy(needId: string) {
  return ({
    firm_ref,
    reason,
    note,
    index_version,
    model_version,
    ranker_version,
  }: CorrectionBody) =>
    respondToMatch(needId, {
      firm_ref,
      answer: "does_not_fit",
      reason,
      note,
      index_version,
      model_version,
      ranker_version,
    });
}

function respondToMatch(needId: string, body: MatchResponseBody) {
  return call<RespondToMatchData, MatchResponseAnswer>(
    { url: "/api/v1/matches/{need_id}/responses", path: { need_id: needId }, body },
    { method: "POST" },
  );
}

function Refused({ error }: { error: unknown }) {
  const { language, t } = useSpeech();
  const problem = error instanceof CallError ? error.problem : undefined;
  const first = problem?.errors?.[0] ?? problem;
  return (
    <p className="font-700 text-error-2" role="alert">
      <AlertIcon />{" "}
      {first ? (language === "ja" ? first.detail : first.detail_en) : t.failure.networkDetail}
    </p>
  );
}
