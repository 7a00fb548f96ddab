import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MatchAnswer, SuggestionOut, SuggestionResponseBody } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Refused } from "@/ui/forms/Refused";
import { Done } from "@/ui/Status";
import { OUTLINE } from "@/ui/styles";
import { answerSuggestion } from "./questions";
import { WhyNot } from "./WhyNot";

const ANSWERS = ["wants_to_meet", "knows", "does_not_fit", "not_now"] as const;

/** The answers to one suggestion, each one tap; only 「違う」 asks why. The newest counts. */
export function FourAnswers({ suggestion }: { suggestion: SuggestionOut }) {
  const { say } = useSpeech();
  const { answer: texts } = useSuggestionTexts();
  const client = useQueryClient();
  const { suggestion_ref, firm } = suggestion;
  const [given, setGiven] = useState<MatchAnswer | null>(suggestion.answer);
  const [isAsked, askWhy] = useState(false);
  const reply = useMutation({
    mutationFn: (body: SuggestionResponseBody) => answerSuggestion(suggestion_ref, body),
    onSuccess: ({ answer }) => {
      setGiven(answer);
      askWhy(false);
      // What stands on the page stays; another page asks anew.
      client.invalidateQueries({ queryKey: ["suggestions"], refetchType: "none" });
    },
  });
  const told = reply.isPending ? undefined : reply.data;

  function tap(answer: MatchAnswer) {
    if (reply.isPending) return;
    askWhy(answer === "does_not_fit");
    if (answer !== "does_not_fit") reply.mutate({ answer });
  }

  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2 print:hidden">
      <legend className="sr-only">{texts.group(firm.name)}</legend>
      <div className="flex flex-wrap gap-3">
        {ANSWERS.map((answer) => (
          <button
            aria-disabled={reply.isPending}
            aria-expanded={answer === "does_not_fit" ? isAsked : undefined}
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
      {isAsked && (
        <WhyNot
          id={suggestion_ref}
          isSending={reply.isPending}
          onCancel={() => askWhy(false)}
          onReason={(reason) => reply.mutate({ answer: "does_not_fit", reason })}
        />
      )}
      <Done>
        {told && (
          <>
            {texts.recorded(texts.answers[told.answer])} {told.waiting && say(told.waiting)}
            {told.introduction && texts.begun}
          </>
        )}
      </Done>
      {reply.isError && <Refused error={reply.error} />}
    </fieldset>
  );
}
