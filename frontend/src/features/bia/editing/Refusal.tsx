import { useBiaTexts } from "@/i18n/bia";
import { useSpeech } from "@/i18n/language";
import { ErrorList } from "@/ui/ErrorSummary";
import { Failure } from "@/ui/Failure";
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

/** Each a link to its input, which may stand on another page. */
function Summary({ faults }: { faults: Faults }) {
  const { t } = useSpeech();
  const { fieldOf } = useBiaTexts();
  return (
    <ErrorList>
      {faults.map(({ place, message }) => (
        <li key={place}>
          <SectionLink className="text-error-2!" place={place} section={sectionOf(place)}>
            {fieldOf(place)}
            {t.colon}
            {message}
          </SectionLink>
        </li>
      ))}
    </ErrorList>
  );
}
