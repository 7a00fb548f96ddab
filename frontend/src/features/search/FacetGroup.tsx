import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { FacetValue } from "@/api";
import { useSpeech } from "@/i18n/language";
import { type FacetName, type SearchState, toggle } from "@/lib/search";
import { TEXT } from "@/ui/styles";
import { useNameOf } from "./Chosen";

const FEW = 6;

interface Props {
  name: FacetName;
  values: FacetValue[];
  state: SearchState;
}

/** One group of checkboxes: any of the ticked ones will do. */
export function FacetGroup({ name, values, state }: Props) {
  const { t } = useSpeech();
  const [showsAll, setShowsAll] = useState(false);
  const ticked: string[] = state[name] ?? [];
  const all = withTicked(values, ticked);
  if (!all.length) return null;

  const shown = showsAll ? all : all.filter(({ value }, at) => at < FEW || ticked.includes(value));
  const rest = all.length - shown.length;
  return (
    <fieldset className="min-w-0">
      <legend className="font-700">{t.field[name]}</legend>
      {shown.map((facet) => (
        <FacetBox
          facet={facet}
          isTicked={ticked.includes(facet.value)}
          key={facet.value}
          name={name}
          state={state}
        />
      ))}
      {(rest > 0 || showsAll) && all.length > FEW && (
        <button className={TEXT} onClick={() => setShowsAll(!showsAll)} type="button">
          {showsAll ? t.search.fewerValues : t.search.allValues(rest)}
        </button>
      )}
    </fieldset>
  );
}

interface BoxProps {
  name: FacetName;
  facet: FacetValue;
  isTicked: boolean;
  state: SearchState;
}

function FacetBox({ name, facet, isTicked, state }: BoxProps) {
  const { number } = useSpeech();
  const nameOf = useNameOf();
  const navigate = useNavigate();
  const isDisabled = facet.count === 0 && !isTicked;
  return (
    <label
      className={`flex min-h-11 items-center gap-2 py-1 ${isDisabled ? "cursor-not-allowed text-solid-gray-536" : "hover:underline"}`}
    >
      <input
        checked={isTicked}
        className="size-6 shrink-0 accent-blue-900"
        disabled={isDisabled}
        onChange={() =>
          navigate({ to: "/", search: toggle(state, name, facet.value), resetScroll: false })
        }
        type="checkbox"
      />
      <span className="min-w-0 grow">{nameOf({ name, value: facet.value })}</span>
      <span className="text-solid-gray-700">{number(facet.count)}</span>
    </label>
  );
}

/** A ticked value stays visible when the answer no longer counts it, so that it can be unticked. */
function withTicked(values: FacetValue[], ticked: string[]): FacetValue[] {
  const missing = ticked.filter((value) => !values.some((facet) => facet.value === value));
  return [...values, ...missing.map((value) => ({ value, label: value, count: 0 }))];
}
