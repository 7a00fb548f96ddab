import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { MatchAnswer, SuggestionAnswerBody, SuggestionOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Refused } from "@/ui/forms/Refused";
import { Done } from "@/ui/Status";
import { OUTLINE } from "@/ui/styles";
import { answerSuggestion } from "./questions";

const CorrectionDialog = lazy(async () => ({
  default: (await import("@/features/match/CorrectionDialog")).CorrectionDialog,
}));

const ANSWERS = ["wants_to_meet", "knows", "does_not_fit", "not_now"] as const;

/** The answers to one suggestion, each one tap; only 「違う」 asks why. The newest counts. */
export function FourAnswers({ suggestion }: { suggestion: SuggestionOut }) {
  const { say, t } = useSpeech();
  const { answer: texts } = useSuggestionTexts();
  const client = useQueryClient();
  const { suggestion_ref, firm } = suggestion;
  const [given, setGiven] = useState<MatchAnswer | null>(suggestion.answer);
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  const reply = useMutation({
    mutationFn: (body: SuggestionAnswerBody) => answerSuggestion(suggestion_ref, body),
    onSuccess: ({ answer }) => {
      setGiven(answer);
      client.invalidateQueries({ queryKey: ["suggestions"], refetchType: "none" });
    },
  });

  function tap(answer: MatchAnswer) {
    if (reply.isPending) return;
    if (answer === "does_not_fit") setDialog("open");
    else reply.mutate({ answer });
  }

  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2 print:hidden">
      <legend className="sr-only">{texts.group(firm.name)}</legend>
      <div className="flex flex-wrap gap-3">
        {ANSWERS.map((answer) => (
          <button
            aria-disabled={reply.isPending}
            aria-haspopup={answer === "does_not_fit" ? "dialog" : undefined}
            aria-pressed={given === answer}
            className={`${OUTLINE} aria-pressed:border-2 aria-pressed:bg-blue-100`}
            key={answer}
            onClick={() => tap(answer)}
            type="button"
          >
            {texts.answers[answer]}
            <span className="sr-only">{texts.of(firm.name)}</span>
          </button>
        ))}
      </div>
      <Done>
        {reply.data && !reply.isPending && (
          <>
            {texts.recorded(texts.answers[reply.data.answer])} {say(reply.data)}
          </>
        )}
      </Done>
      {reply.isError && dialog !== "open" && <Refused error={reply.error} />}
      {dialog !== "unopened" && (
        <Suspense fallback={<p role="status">{t.loading}</p>}>
          <CorrectionDialog
            isOpen={dialog === "open"}
            lead={texts.wrongLead}
            name={firm.name}
            onClose={() => setDialog("closed")}
            onRecorded={() => setDialog("closed")}
            send={(why) => reply.mutateAsync({ answer: "does_not_fit", ...why })}
          />
        </Suspense>
      )}
    </fieldset>
  );
}
