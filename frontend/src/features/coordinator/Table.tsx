import type { ReactNode } from "react";

interface Props {
  caption: string;
  heads: string[];
  isBusy?: boolean;
  children: ReactNode;
}

/** A table whose rows become a list on a narrow screen: each value under its own name. */
export function Table({ caption, heads, isBusy, children }: Props) {
  return (
    <table
      aria-busy={isBusy}
      className={`w-full border-collapse text-left max-sm:block ${isBusy ? "opacity-60" : ""}`}
    >
      <caption className="mb-2 text-left text-solid-gray-700 max-sm:block">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          {heads.map((head) => (
            <th
              className="border-solid-gray-420 border-b-2 px-3 py-2 align-bottom first:pl-0 print:py-0.5"
              key={head}
              scope="col"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">{children}</tbody>
    </table>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return (
    <tr className="border-solid-gray-200 border-b align-top max-sm:block max-sm:py-3">
      {children}
    </tr>
  );
}

const CELL = "px-3 py-2 first:pl-0 max-sm:block max-sm:px-0 max-sm:py-0.5 print:py-0.5";

/** What the row is about. */
export function RowHead({ children, lang }: { children: ReactNode; lang?: "ja" }) {
  return (
    <th className={`${CELL} font-700`} lang={lang} scope="row">
      {children}
    </th>
  );
}

interface CellProps {
  /** The head of its column, said again where there are no columns. */
  label: string;
  isNumber?: boolean;
  children: ReactNode;
}

export function Cell({ label, isNumber, children }: CellProps) {
  return (
    <td
      className={`${CELL} ${isNumber ? "sm:whitespace-nowrap sm:text-right sm:tabular-nums" : ""}`}
    >
      <span aria-hidden="true" className="mr-2 inline-block min-w-28 text-solid-gray-700 sm:hidden">
        {label}
      </span>
      {children}
    </td>
  );
}
