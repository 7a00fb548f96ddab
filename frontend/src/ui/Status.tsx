import type { ReactNode } from "react";
import { CheckIcon } from "./icons";

/** Something that was done, said politely. Stays in the page empty, so that it is announced. */
export function Done({ children }: { children?: ReactNode }) {
  return (
    <p className="text-green-900" role="status">
      {children && (
        <>
          <CheckIcon /> {children}
        </>
      )}
    </p>
  );
}
