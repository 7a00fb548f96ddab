import { useEffect, useRef } from "react";
import { CheckIcon } from "@/ui/icons";

/**
 * Says what has been done; stands where it will speak before there is anything to say.
 *
 * What was operated may have gone with the deed: then the focus comes here, not to nowhere.
 */
export function Done({ children }: { children?: string | false }) {
  const message = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const hasFocus = document.activeElement && document.activeElement !== document.body;
    if (children && !hasFocus) message.current?.focus();
  }, [children]);

  return (
    <div className="empty:absolute" ref={message} role="status" tabIndex={-1}>
      {children && (
        <p className="rounded-8 border-2 border-green-900 p-4 text-green-900">
          <CheckIcon /> {children}
        </p>
      )}
    </div>
  );
}
