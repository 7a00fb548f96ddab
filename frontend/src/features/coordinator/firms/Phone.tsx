import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FirmBrief } from "@/api";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { useSpeech } from "@/i18n/language";
import { TEXT } from "@/ui/styles";
import { contactQuestion } from "../questions";

/** Whom to call, once asked for: every look at a contact stands in the firm's audit log. */
export function Phone({ firm }: { firm: FirmBrief }) {
  const { firms } = useCoordinatorTexts();
  const { t } = useSpeech();
  const [isAsked, ask] = useState(false);
  const contact = useQuery({ ...contactQuestion(firm.id), enabled: isAsked });
  if (!isAsked) {
    return (
      <button className={TEXT} onClick={() => ask(true)} type="button">
        {firms.showPhone}
        <span className="sr-only">{firms.showPhoneOf(firm.name)}</span>
      </button>
    );
  }
  const { phone, name, best_time, email } = contact.data ?? {};
  return (
    <span className="inline-flex min-h-11 flex-wrap items-center gap-x-3" role="status">
      {contact.isFetching && t.loading}
      {contact.isError && t.failure.network}
      {contact.data === null && firms.noPhone}
      {phone && <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>}
      {!phone && email && <a href={`mailto:${email}`}>{email}</a>}
      <span lang="ja">{[name, best_time].filter(Boolean).join(t.separator)}</span>
    </span>
  );
}
