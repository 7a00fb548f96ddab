import { useEffect, useId, useRef, useState } from "react";
import { useAccountTexts } from "@/i18n/account";
import { AlertIcon } from "@/ui/icons";
import { INPUT, OUTLINE, SOLID } from "@/ui/styles";

interface Props {
  title: string;
  label: string;
  secret: string;
  onKept: () => void;
}

/** A secret in the one moment in which it can be seen. Takes focus when it appears. */
export function SecretOnce({ title, label, secret, onKept }: Props) {
  const text = useAccountTexts();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");

  useEffect(() => heading.current?.focus(), []);

  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      setSaid(text.secret.copied);
    } catch {
      setSaid(text.secret.selected); // plain http and old browsers have no clipboard
    }
  }

  return (
    <section
      aria-labelledby={`${id}-title`}
      className="grid grid-cols-1 gap-4 rounded-8 border-2 border-blue-900 p-4 md:p-6"
    >
      <h2 className="text-std-20B-150" id={`${id}-title`} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p className="font-700 text-error-2">
        <AlertIcon /> {text.secret.warning}
      </p>
      <div className="grid grid-cols-1 gap-1">
        <label className="font-700" htmlFor={id}>
          {label}
        </label>
        <input className={`${INPUT} font-mono`} id={id} readOnly ref={input} value={secret} />
      </div>
      <p className="flex flex-wrap items-center gap-3">
        <button className={SOLID} onClick={copy} type="button">
          {text.secret.copy}
        </button>
        <button className={OUTLINE} onClick={onKept} type="button">
          {text.secret.done}
        </button>
        <span role="status">{said}</span>
      </p>
    </section>
  );
}
