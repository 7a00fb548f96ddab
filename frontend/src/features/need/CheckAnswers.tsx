import type { ReactNode } from "react";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { NUMBERS } from "@/lib/search";
import { readNumber } from "@/lib/text";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { SOLID, TEXT } from "@/ui/styles";
import { type NeedDraft, type NeedText, ORDER } from "./draft";

interface Props {
  draft: NeedDraft;
  error: unknown;
  isSending: boolean;
  /** For whom it is posted: the name of the firm of whoever is signed in. */
  poster?: string;
  /** What stands in place of the button for whoever may not send yet. */
  instead?: ReactNode;
  onChange: () => void;
  onSend: () => void;
}

/** Shows every answer once more, as it will stand on the board, before anything is sent. */
export function CheckAnswers(props: Props) {
  const { draft, error, isSending, poster, instead, onChange, onSend } = props;
  const { t } = useSpeech();
  const page = usePageTexts();
  const { post, visibility } = useOwnerTexts();
  const answer = useAnswers(draft);
  const isFixed = (name: NeedText) => name === "firm_ref" && poster !== undefined;
  return (
    <>
      <p>{page.need.checkLead}</p>
      <Facts>
        {ORDER.map((name) => (
          <Fact key={name} label={name === "kind" ? page.need.kindLegend : t.field[name]}>
            <span className="flex items-baseline justify-between gap-4">
              <span className="min-w-0 whitespace-pre-line">
                {isFixed(name) ? poster : answer(name)}
              </span>
              {!isFixed(name) && (
                <button className={TEXT} onClick={onChange} type="button">
                  {page.need.change}
                  <span className="sr-only">{page.need.changeOf(t.field[name])}</span>
                </button>
              )}
            </span>
          </Fact>
        ))}
        {(poster || draft.firm_ref.trim()) && (
          <Fact label={post.anonymous}>
            {draft.isAnonymous ? post.anonymousYes : post.anonymousNo}
          </Fact>
        )}
        {draft.description.trim() && (
          <Fact label={post.descriptionLevel}>{visibility.levels[draft.descriptionFor]}</Fact>
        )}
      </Facts>
      {draft.isAnonymous && <p className="font-700">{post.anonymousWarning}</p>}
      {error !== null && !isSending && <Failure error={error} />}
      {instead ?? (
        <p>
          <button
            aria-disabled={isSending}
            className={SOLID}
            onClick={isSending ? undefined : onSend}
            type="button"
          >
            {isSending ? page.need.sending : page.need.send}
          </button>
        </p>
      )}
    </>
  );
}

function useAnswers(draft: NeedDraft) {
  const { t, number } = useSpeech();
  const page = usePageTexts();
  return (name: NeedText): string => {
    const text = draft[name].trim();
    if (name === "kind") return t.purpose[draft.kind];
    if (name === "firm_ref") return text || page.need.office;
    const numeric = NUMBERS.find((item) => item === name);
    if (text && numeric) return t.condition[numeric](number(readNumber(text)));
    return text || page.need.noConstraints;
  };
}
