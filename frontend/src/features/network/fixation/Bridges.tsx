import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { BridgeOut, FixationOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { FieldError } from "@/ui/Field";
import { FirmLink } from "@/ui/FirmLink";
import { Refused } from "@/ui/forms/Refused";
import { Section } from "@/ui/parts/Section";
import { OUTLINE, SOLID } from "@/ui/styles";
import { askWhatIf } from "../questions";
import { Outcome } from "./Outcome";

const MOST = 3; // introductions at once: what a coordinator can follow up in a week

const keyOf = ({ one, other }: BridgeOut) => `${one.firm_ref} ${other.firm_ref}`;

/** Pairs that should meet, and what the index would be if they did. */
export function Bridges({ report, cluster }: { report: FixationOut; cluster?: string }) {
  const { fixation: texts } = useNetworkTexts();
  const { bridges } = report;
  const [chosen, choose] = useState<string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const trial = useMutation({
    mutationFn: () =>
      askWhatIf(
        cluster ?? "",
        bridges
          .filter((bridge) => chosen.includes(keyOf(bridge)))
          .map(({ one, other }) => [one.firm_ref, other.firm_ref]),
      ),
  });

  function ask() {
    setMissing(!chosen.length);
    if (!chosen.length) document.getElementById("bridges")?.focus();
    else if (!trial.isPending) trial.mutate();
  }

  return (
    <Section title={texts.bridges}>
      {bridges.length === 0 ? (
        <p>{texts.noBridges}</p>
      ) : (
        <p className="print:hidden">
          {texts.bridgesLead} {cluster && texts.tryLead}
        </p>
      )}
      {bridges.length > 0 && (
        <form
          className="grid grid-cols-1 gap-3"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
        >
          <fieldset aria-describedby={isMissing ? "bridges-error" : undefined} className="min-w-0">
            <legend className={cluster ? "font-700 print:hidden" : "sr-only"}>
              {cluster ? texts.choose : texts.bridges}
            </legend>
            {isMissing && !chosen.length && (
              <FieldError id="bridges">{texts.chooseFirst}</FieldError>
            )}
            {bridges.map((bridge, at) => (
              <Choice
                bridge={bridge}
                id={at === 0 ? "bridges" : undefined}
                isChosen={chosen.includes(keyOf(bridge))}
                isFull={chosen.length >= MOST}
                isOnPaper={at < MOST}
                isTried={!!cluster}
                key={keyOf(bridge)}
                onToggle={() => choose(toggled(chosen, keyOf(bridge)))}
              />
            ))}
          </fieldset>
          {cluster && (
            <p>
              <button aria-disabled={trial.isPending} className={SOLID} type="submit">
                {trial.isPending ? texts.asking : texts.ask}
              </button>
            </p>
          )}
        </form>
      )}
      {trial.isError && <Refused error={trial.error} />}
      <div role="status">{trial.data && <Outcome outcome={trial.data} />}</div>
    </Section>
  );
}

const toggled = (chosen: readonly string[], key: string) =>
  chosen.includes(key) ? chosen.filter((item) => item !== key) : [...chosen, key];

interface ChoiceProps {
  bridge: BridgeOut;
  id?: string;
  isChosen: boolean;
  /** As many as may be are chosen. */
  isFull: boolean;
  /** The page for the mayor has room for the best. */
  isOnPaper: boolean;
  /** Only a cluster's bridges can be tried. */
  isTried: boolean;
  onToggle: () => void;
}

function Choice({ bridge, id, isChosen, isFull, isOnPaper, isTried, onToggle }: ChoiceProps) {
  const { say, t } = useSpeech();
  const { fixation: texts } = useNetworkTexts();
  const { one, other, change } = bridge;
  const name = texts.pair(one.name, other.name);
  return (
    <div
      className={`grid grid-cols-1 gap-1 border-solid-gray-200 border-b py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center sm:gap-4 print:py-0.5 ${isOnPaper ? "" : "print:hidden"}`}
    >
      <div className="flex items-start gap-3">
        {isTried && (
          <input
            aria-label={name}
            checked={isChosen}
            className="mt-0.5 size-6 shrink-0 accent-blue-900 print:hidden"
            disabled={isFull && !isChosen}
            id={id}
            onChange={onToggle}
            type="checkbox"
          />
        )}
        <div className="min-w-0">
          <p className="font-700" lang="ja">
            <FirmLink firm={one}>{one.name}</FirmLink> ―{" "}
            <FirmLink firm={other}>{other.name}</FirmLink>
            {change !== null && (
              <span className="ml-3 whitespace-nowrap">{texts.change(signed(change))}</span>
            )}
          </p>
          <p className="text-std-16N-170 print:leading-tight">{say(bridge)}</p>
        </div>
      </div>
      <Link
        className={OUTLINE}
        search={{ seeker: one.id, firm: other.id }}
        to="/coordinator/introductions/new"
      >
        {texts.introduce}
        <span className="sr-only">{t.aside(name)}</span>
      </Link>
    </div>
  );
}

const signed = (value: number) =>
  `${value > 0 ? "+" : value < 0 ? "−" : "±"}${Math.abs(value).toFixed(1)}`;
