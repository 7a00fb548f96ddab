import { useEffect, useRef, useState } from "react";
import type { CorrectionReason } from "@/api";
import { REASONS } from "@/features/match/corrections";
import { usePageTexts } from "@/i18n/pages";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Choices } from "@/ui/forms/Choices";
import { OUTLINE, SOLID } from "@/ui/styles";

interface Props {
  id: string;
  isSending: boolean;
  onReason: (reason: CorrectionReason) => void;
  onCancel: () => void;
}

/** Why a suggestion does not fit. Takes the focus when it unfolds. */
export function WhyNot({ id, isSending, onReason, onCancel }: Props) {
  const { correction } = usePageTexts();
  const { answer: texts } = useSuggestionTexts();
  const [reason, choose] = useState<CorrectionReason>();
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  return (
    <form
      className="grid grid-cols-1 gap-3 rounded-8 border border-solid-gray-420 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(!reason);
        if (!reason) form.current?.querySelector("input")?.focus();
        else if (!isSending) onReason(reason);
      }}
      ref={form}
    >
      <Choices
        chosen={reason ? [reason] : []}
        fault={isMissing && !reason ? correction.required : undefined}
        hint={texts.wrongLead}
        id={`why-${id}`}
        isSingle
        legend={correction.reason}
        onChange={([chosen]) => choose(chosen)}
        options={REASONS.map((value) => ({ value, label: correction.reasons[value] }))}
      />
      <p className="flex flex-wrap gap-3">
        <button aria-disabled={isSending} className={SOLID} type="submit">
          {isSending ? correction.sending : correction.send}
        </button>
        <button className={OUTLINE} onClick={onCancel} type="button">
          {correction.cancel}
        </button>
      </p>
    </form>
  );
}
