import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { NUMBERS } from "@/lib/search";
import { readNumber } from "@/lib/text";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { SOLID, TEXT } from "@/ui/styles";
import { type NeedDraft, ORDER } from "./draft";

interface Props {
  draft: NeedDraft;
  error: unknown;
  isSending: boolean;
  onChange: () => void;
  onSend: () => void;
}

/** Shows every answer once more, as it will stand on the board, before anything is sent. */
export function CheckAnswers({ draft, error, isSending, onChange, onSend }: Props) {
  const { t } = useSpeech();
  const page = usePageTexts();
  const answer = useAnswers(draft);
  return (
    <>
      <p>{page.need.checkLead}</p>
      <Facts>
        {ORDER.filter((name) => name !== "token").map((name) => (
          <Fact key={name} label={name === "kind" ? page.need.kindLegend : t.field[name]}>
            <span className="flex items-baseline justify-between gap-4">
              <span className="min-w-0 whitespace-pre-line">{answer(name)}</span>
              <button className={TEXT} onClick={onChange} type="button">
                {page.need.change}
                <span className="sr-only">{page.need.changeOf(t.field[name])}</span>
              </button>
            </span>
          </Fact>
        ))}
      </Facts>
      {error !== null && !isSending && <Failure error={error} />}
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
    </>
  );
}

function useAnswers(draft: NeedDraft) {
  const { t, number } = useSpeech();
  const page = usePageTexts();
  return (name: keyof NeedDraft): string => {
    const text = draft[name].trim();
    if (name === "kind") return t.purpose[draft.kind];
    if (name === "firm_ref") return text || page.need.office;
    const numeric = NUMBERS.find((item) => item === name);
    if (text && numeric) return t.condition[numeric](number(readNumber(text)));
    return text || page.need.noConstraints;
  };
}
