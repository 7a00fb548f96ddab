import type { FirmBrief } from "@/api";
import { useGatheringTexts } from "@/i18n/gathering";
import { useSpeech } from "@/i18n/language";
import { Section } from "@/ui/parts/Section";
import { INPUT, TEXT } from "@/ui/styles";
import type { Draft } from "./draft";

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** Who takes part; at a business meeting who stays seated, and whom each wants to meet. */
export function Chosen({ draft, onChange }: Props) {
  const texts = useGatheringTexts();
  const { number } = useSpeech();
  const isMeeting = draft.kind === "business_meeting";
  return (
    <Section title={texts.chosen(number(draft.firms.length))}>
      {draft.firms.length === 0 && <p>{texts.chosenNone}</p>}
      {isMeeting && draft.firms.length > 0 && <p id="wishes-hint">{texts.wishesHint}</p>}
      <ol className="grid list-decimal grid-cols-1 gap-2 pl-8" id="firm_refs" tabIndex={-1}>
        {draft.firms.map((firm) => (
          <li key={firm.firm_ref}>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span className="min-w-0 grow" lang="ja">
                {firm.name}
              </span>
              {isMeeting && <Meeting draft={draft} firm={firm} onChange={onChange} />}
              <button
                className={TEXT}
                onClick={() => onChange({ firms: draft.firms.filter((item) => item !== firm) })}
                type="button"
              >
                {texts.remove}
                <span className="sr-only"> {firm.name}</span>
              </button>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Meeting({ draft, firm, onChange }: Props & { firm: FirmBrief }) {
  const texts = useGatheringTexts();
  const { firm_ref: ref } = firm;
  const isHost = draft.hosts.includes(ref);
  const others = draft.hosts.filter((host) => host !== ref);
  return (
    <>
      <label className="flex min-h-11 items-center gap-2">
        <input
          checked={isHost}
          className="size-6 shrink-0 accent-blue-900"
          onChange={() => onChange({ hosts: isHost ? others : [...others, ref] })}
          type="checkbox"
        />
        {texts.host}
        <span className="sr-only"> {firm.name}</span>
      </label>
      <input
        aria-describedby="wishes-hint"
        aria-label={`${firm.name} ${texts.wishes}`}
        autoComplete="off"
        className={`${INPUT} max-w-40`}
        onChange={(event) => onChange({ wishes: { ...draft.wishes, [ref]: event.target.value } })}
        value={draft.wishes[ref] ?? ""}
      />
    </>
  );
}
