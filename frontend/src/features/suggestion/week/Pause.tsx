import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SuggestionPage } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useSuggestionTexts } from "@/i18n/suggestion";
import { Refused } from "@/ui/forms/Refused";
import { OUTLINE } from "@/ui/styles";
import { pauseSuggestions } from "../questions";

/** Whether the firm takes part; it may rest, and come back, whenever it likes. */
export function Pause({ firmId, page }: { firmId: string; page: SuggestionPage }) {
  const { date } = useSpeech();
  const { pause: texts } = useSuggestionTexts();
  const client = useQueryClient();
  const { is_paused, paused_until } = page;
  const change = useMutation({
    mutationFn: () => pauseSuggestions(firmId, !is_paused),
    onSuccess: () => client.invalidateQueries({ queryKey: ["suggestions", firmId] }),
  });
  const resting = paused_until ? texts.pausedUntil(date(paused_until)) : texts.paused;
  return (
    <div className="grid grid-cols-1 gap-2 print:hidden">
      <p role="status">{is_paused ? resting : texts.lead}</p>
      <p>
        <button
          aria-disabled={change.isPending}
          className={OUTLINE}
          onClick={() => !change.isPending && change.mutate()}
          type="button"
        >
          {is_paused ? texts.resume : texts.rest}
        </button>
      </p>
      {change.isError && <Refused error={change.error} />}
    </div>
  );
}
