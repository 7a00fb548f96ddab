import { useState } from "react";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { INPUT, OUTLINE, TEXT } from "@/ui/styles";

interface Props {
  draft: string;
  secret: string;
}

/** The link by which a firm confirms its entry. Its secret is told once. */
export function ConfirmationLink({ draft, secret }: Props) {
  const { register: texts } = useCoordinatorTexts();
  const [isCopied, setCopied] = useState(false);
  const link = `${window.location.origin}/confirm#${secret}`;

  async function copy() {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  }

  return (
    <div className="grid grid-cols-1 gap-3">
      <p>{texts.linkLead}</p>
      <input
        aria-label={texts.linkTitle}
        className={INPUT}
        onFocus={(event) => event.currentTarget.select()}
        readOnly
        value={link}
      />
      <p className="flex flex-wrap items-center gap-4">
        <button className={OUTLINE} onClick={copy} type="button">
          {texts.copy}
        </button>
        <span className="font-700 text-green-900" role="status">
          {isCopied && texts.copied}
        </span>
        <SheetLink draft={draft} />
      </p>
    </div>
  );
}

/** The entry on one sheet of paper with a return slip, for FAX or the post. */
export function SheetLink({ draft, name }: { draft: string; name?: string }) {
  const { register: texts } = useCoordinatorTexts();
  return (
    <a
      className={TEXT}
      href={`/api/v1/proxy-registrations/${encodeURIComponent(draft)}/sheet`}
      rel="noreferrer"
      target="_blank"
    >
      {texts.sheet}
      {name && <span className="sr-only">{texts.of(name)}</span>}
    </a>
  );
}
