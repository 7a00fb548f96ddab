import { useQuery } from "@tanstack/react-query";
import type { FirmOut, VerificationOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { CheckIcon, UnknownIcon } from "@/ui/icons";
import { verificationQuestion } from "./questions";

/** How sure the network is that the firm is who it says, and who made sure. */
export function Badge({ firm }: { firm: FirmOut }) {
  const { t, date } = useSpeech();
  const { badge } = useOwnerTexts();
  const verification = useQuery(verificationQuestion(firm.id));
  // Its height is kept while it is asked for, so that nothing moves; without an answer it is left out.
  if (!verification.data) return <p aria-hidden="true" className="min-h-[1.7em]" />;
  const { rung } = verification.data;
  const isSure = rung !== "unverified";
  return (
    <p className={isSure ? "text-green-900" : "text-solid-gray-700"}>
      {isSure ? <CheckIcon /> : <UnknownIcon />} {badge.rungs[rung]}
      {sayWho(verification.data)}
    </p>
  );

  function sayWho({ steps }: VerificationOut) {
    const step = steps.find(({ counts }) => counts);
    if (!step) return null;
    const when = badge.confirmedOn(date(step.confirmed_on));
    return t.aside([step.chamber, when].filter(Boolean).join(t.separator));
  }
}
