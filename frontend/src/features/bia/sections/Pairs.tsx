import { useBiaTexts } from "@/i18n/bia";
import { AlertIcon } from "@/ui/icons";
import { useAssessment } from "../work";
import { Part } from "./Premises";

/** Firms that can stand in for each other, and those on whom too many plans count. */
export function Pairs() {
  const { options: texts } = useBiaTexts();
  const { pairs, claims } = useAssessment();
  return (
    <>
      {claims.length > 0 && (
        <Part lead={texts.claimsLead} title={texts.claims}>
          <ul className="grid grid-cols-1 gap-2" lang="ja">
            {claims.map(({ firm_ref, scenario_ref, text }) => (
              <li key={`${firm_ref}/${scenario_ref}`}>
                <AlertIcon /> {text}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {pairs.length > 0 && (
        <Part lead={texts.pairsLead} title={texts.pairs}>
          <ul className="list-disc pl-6" lang="ja">
            {pairs.map(({ one, other, text }) => (
              <li key={`${one}/${other}`}>{text}</li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}
