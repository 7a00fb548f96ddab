import { useId, useState } from "react";
import type { CorrectionReason, MatchAnswer } from "@/api";
import { useDigestTexts } from "@/i18n/digest";
import { keysOf } from "@/lib/keysOf";
import { Choices } from "@/ui/forms/Choices";
import { Refused } from "@/ui/forms/Refused";
import { OUTLINE, SOLID } from "@/ui/styles";

interface Props {
  firm: string;
  /** The answer to confirm; without one it is asked which. */
  asked?: MatchAnswer;
  given: MatchAnswer | null;
  isSending: boolean;
  error: unknown;
  onAsk: (answer: MatchAnswer | undefined) => void;
  onSend: (answer: MatchAnswer, reason?: CorrectionReason) => void;
}

/** One question with one big button; a misfit also asks why. */
export function AskOne({ firm, asked, given, isSending, error, onAsk, onSend }: Props) {
  const { answer: texts, answers } = useDigestTexts();
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid grid-cols-1 gap-4">
      <h2 className="text-std-20B-150" id={heading}>
        {asked ? texts.ask(firm, answers[asked]) : texts.which(firm)}
      </h2>
      {given && <p>{texts.given(answers[given])}</p>}
      {asked ? (
        <Confirm asked={asked} isSending={isSending} key={asked} onSend={onSend} />
      ) : (
        <ul className="grid grid-cols-1 gap-3">
          {keysOf(answers).map((answer) => (
            <li key={answer}>
              <button
                className={`${OUTLINE} min-h-16 w-full`}
                onClick={() => onAsk(answer)}
                type="button"
              >
                {answers[answer]}
              </button>
            </li>
          ))}
        </ul>
      )}
      {!!error && !isSending && <Refused error={error} />}
      {asked && (
        <p>
          <button className={OUTLINE} onClick={() => onAsk(undefined)} type="button">
            {texts.others}
          </button>
        </p>
      )}
    </section>
  );
}

interface ConfirmProps {
  asked: MatchAnswer;
  isSending: boolean;
  onSend: Props["onSend"];
}

function Confirm({ asked, isSending, onSend }: ConfirmProps) {
  const { answer: texts, answers, reasons } = useDigestTexts();
  const [reason, setReason] = useState<CorrectionReason>();
  const [isMissing, setMissing] = useState(false);
  const asksWhy = asked === "does_not_fit";

  function send() {
    setMissing(asksWhy && !reason);
    if (asksWhy && !reason) document.getElementById("reason")?.focus();
    else if (!isSending) onSend(asked, reason);
  }

  return (
    <>
      <p>{texts.meanings[asked]}</p>
      {asksWhy && (
        <Choices
          chosen={reason ? [reason] : []}
          fault={isMissing && !reason ? texts.choose : undefined}
          id="reason"
          isSingle
          legend={texts.reason}
          onChange={([chosen]) => setReason(chosen)}
          options={keysOf(reasons).map((value) => ({ value, label: reasons[value] }))}
        />
      )}
      <button
        aria-disabled={isSending}
        className={`${SOLID} min-h-16 w-full`}
        onClick={send}
        type="button"
      >
        {texts.send(answers[asked])}
      </button>
    </>
  );
}
