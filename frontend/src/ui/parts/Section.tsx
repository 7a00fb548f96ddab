import { type ReactNode, useId } from "react";

/** One part of a page, under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-4">
      <h2 className="text-std-24B-150" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
