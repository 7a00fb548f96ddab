import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FirmBrief } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { Failure } from "@/ui/Failure";
import { describedBy, FieldError } from "@/ui/Field";
import { INPUT, OUTLINE, TEXT } from "@/ui/styles";
import type { Piece } from "./Editor";
import { namedQuestion } from "./questions";

/** Customers and competitors that must not see the firm. */
export function HideFrom({ draft, errors, onChange }: Piece) {
  const { firm: texts } = useOwnerTexts();
  const { hideFrom } = draft;
  const hide = (refs: readonly string[]) => onChange({ ...draft, hideFrom: refs });
  return (
    <fieldset
      aria-describedby={describedBy("hide_from", { hint: true, error: errors.hide_from })}
      className="grid min-w-0 grid-cols-1 gap-3"
    >
      <legend className="float-left font-700">{texts.hideFrom}</legend>
      <p className="text-solid-gray-700" id="hide_from-hint">
        {texts.hideFromLead}
      </p>
      {errors.hide_from && <FieldError id="hide_from">{errors.hide_from}</FieldError>}
      {hideFrom.length === 0 && <p>{texts.hideFromNone}</p>}
      <ul className="grid grid-cols-1 gap-1">
        {hideFrom.map((ref) => (
          <Hidden
            key={ref}
            onRemove={() => hide(hideFrom.filter((item) => item !== ref))}
            firmRef={ref}
          />
        ))}
      </ul>
      <Finder onAdd={(ref) => hide([...hideFrom, ref])} taken={hideFrom} />
    </fieldset>
  );
}

function Hidden({ firmRef, onRemove }: { firmRef: string; onRemove: () => void }) {
  const { t } = useSpeech();
  const { firm: texts } = useOwnerTexts();
  const found = useQuery(namedQuestion(firmRef));
  const name = found.data?.items.find(({ firm_ref }) => firm_ref === firmRef)?.name;
  return (
    <li className="flex flex-wrap items-center gap-x-4">
      <span lang="ja">{name ? name + t.aside(firmRef) : firmRef}</span>
      <button className={TEXT} onClick={onRemove} type="button">
        {texts.hideFromRemove}
        <span className="sr-only">{texts.removeOf(name ?? firmRef)}</span>
      </button>
    </li>
  );
}

/** Finds a firm by its name; Enter finds, it does not save the whole form. */
function Finder({ taken, onAdd }: { taken: readonly string[]; onAdd: (ref: string) => void }) {
  const { t } = useSpeech();
  const { firm: texts } = useOwnerTexts();
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const found = useQuery(namedQuestion(name));
  const firms: FirmBrief[] = (found.data?.items ?? []).filter(
    ({ firm_ref }) => !taken.includes(firm_ref),
  );
  return (
    <div className="grid max-w-[36rem] grid-cols-1 gap-2">
      <label className="font-700" htmlFor="hide_from">
        {texts.hideFromSearch}
      </label>
      <div className="flex gap-2">
        <input
          autoComplete="off"
          className={INPUT}
          id="hide_from"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            setName(text.trim());
          }}
          type="search"
          value={text}
        />
        <button
          className={`${OUTLINE} whitespace-nowrap`}
          onClick={() => setName(text.trim())}
          type="button"
        >
          {texts.hideFromFind}
        </button>
      </div>
      <p role="status">
        {found.isSuccess &&
          name &&
          (found.data.items.length
            ? texts.hideFromFound(found.data.items.length)
            : texts.hideFromNotFound(name))}
      </p>
      {found.isError && <Failure error={found.error} />}
      <ul className="grid grid-cols-1 gap-1">
        {firms.map((firm) => (
          <li className="flex flex-wrap items-center gap-x-4" key={firm.id}>
            <span lang="ja">
              {firm.name}
              {t.aside([firm.prefecture, firm.firm_ref].filter(Boolean).join(t.separator))}
            </span>
            <button className={TEXT} onClick={() => onAdd(firm.firm_ref)} type="button">
              {texts.hideFromAdd}
              <span className="sr-only">{texts.removeOf(firm.name)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
