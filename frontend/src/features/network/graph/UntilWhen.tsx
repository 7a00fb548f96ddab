import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { Field } from "@/ui/Field";
import { TEXT } from "@/ui/styles";
import type { NetworkState } from "../state";
import { monthsBetween } from "./months";

interface Props {
  /** The ends of the record, as days. */
  first: string;
  last: string;
  state: NetworkState;
}

const PAUSE = 200; // milliseconds that a slider rests before the API is asked

/** The last month that counts, on a slider: month by month with the arrow keys. */
export function UntilWhen({ first, last, state }: Props) {
  const { language } = useSpeech();
  const { graph: texts } = useNetworkTexts();
  const navigate = useNavigate({ from: "/networks/$cluster" });
  const months = monthsBetween(first, last);
  const newest = months.length - 1;
  const chosen = state.until ? months.indexOf(state.until) : newest;
  const [at, setAt] = useState(chosen < 0 ? newest : chosen);

  useEffect(() => setAt(chosen < 0 ? newest : chosen), [chosen, newest]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the reader moves is sent
  useEffect(() => {
    if (at === (chosen < 0 ? newest : chosen)) return;
    const rest = setTimeout(() => show(at === newest ? undefined : months[at]), PAUSE);
    return () => clearTimeout(rest);
  }, [at]);

  const show = (until: string | undefined) =>
    navigate({ search: { ...state, until }, replace: true, resetScroll: false });

  const spoken = (month = first) =>
    new Date(`${month}-01`).toLocaleDateString(language === "ja" ? "ja-JP" : "en-GB", {
      year: "numeric",
      month: "long",
    });
  if (newest < 1) return null;
  return (
    <div className="grid max-w-[40rem] grid-cols-1 gap-1 print:hidden">
      <Field id="until" label={texts.until}>
        <input
          aria-valuetext={texts.untilMonth(spoken(months[at]))}
          className="h-11 w-full accent-blue-900"
          id="until"
          max={newest}
          min={0}
          onChange={(event) => setAt(Number(event.target.value))}
          type="range"
          value={at}
        />
      </Field>
      <p className="flex flex-wrap items-center justify-between gap-x-6">
        <span>{texts.untilMonth(spoken(months[at]))}</span>
        {state.until && (
          <button className={TEXT} onClick={() => show(undefined)} type="button">
            {texts.latest}
          </button>
        )}
      </p>
    </div>
  );
}
