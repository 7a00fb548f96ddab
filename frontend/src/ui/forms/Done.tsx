import { useEffect, useRef } from "react";
import { CheckIcon } from "@/ui/icons";

/**
 * Says what has been done; stands where it will speak before there is anything to say.
 *
 * What was operated may go with the deed, at once or when the list is asked for again: then the
 * focus comes here, not to nowhere.
 */
export function Done({ children }: { children?: string | false }) {
  const message = useRef<HTMLDivElement>(null);
  const focused = useRef<string | false>(false);

  // After every rendering: the message comes first, and the row goes later.
  useEffect(() => {
    if (!children) focused.current = false;
    else if (focused.current !== children && document.activeElement === document.body) {
      focused.current = children;
      message.current?.focus();
    }
  });

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
