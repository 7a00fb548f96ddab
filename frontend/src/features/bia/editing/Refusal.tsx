import { useEffect, useRef } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";
import { Failure } from "@/ui/Failure";
import { AlertIcon } from "@/ui/icons";
import { sectionOf } from "../sections/places";
import { SectionLink } from "../sections/SectionLink";
import { useWork } from "../work";
import type { Faults } from "./useEditing";

/** What stands in the way of a save: its inputs, also on other pages, or why all was refused. */
export function Refusal() {
  const { editing } = useWork();
  const { faults, attempt, saving } = editing;
  if (faults.length) return <Summary faults={faults} key={attempt} />;
  return saving.isError ? <Failure error={saving.error} /> : null;
}

/** As ui/ErrorSummary, for inputs that stand on several pages. Takes focus when it appears. */
function Summary({ faults }: { faults: Faults }) {
  const { t } = useSpeech();
  const { fieldOf } = useBiaTexts();
  const summary = useRef<HTMLElement>(null);

  useEffect(() => summary.current?.focus(), []);

  return (
    <section
      aria-labelledby="faults"
      className="grid grid-cols-1 gap-2 rounded-8 border-2 border-error-1 p-4"
      ref={summary}
      role="alert"
      tabIndex={-1}
    >
      <h2 className="text-error-2 text-std-20B-150" id="faults">
        <AlertIcon /> {t.invalid.summary}
      </h2>
      <ul className="list-disc pl-6">
        {faults.map(({ place, message }) => (
          <li key={place}>
            <SectionLink className="text-error-2!" place={place} section={sectionOf(place)}>
              {fieldOf(place)}
              {t.colon}
              {message}
            </SectionLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
