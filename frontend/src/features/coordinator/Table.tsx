import type { ReactNode } from "react";

interface Props {
  caption: string;
  heads: string[];
  /** The columns from this one on hold numbers. */
  numbersFrom?: number;
  isBusy?: boolean;
  children: ReactNode;
}

/** A table whose rows become a list on a narrow screen: each value under its own name. */
export function Table({ caption, heads, numbersFrom, isBusy, children }: Props) {
  return (
    <table
      aria-busy={isBusy}
      className={`w-full border-collapse text-left max-sm:block ${isBusy ? "opacity-60" : ""}`}
    >
      <caption className="mb-2 text-left text-solid-gray-700 max-sm:block">{caption}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          {heads.map((head, at) => (
            <th
              className={`border-solid-gray-420 border-b-2 px-3 py-2 align-bottom first:pl-0 print:py-0.5 ${at >= (numbersFrom ?? heads.length) ? "text-right" : ""}`}
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

const CELL = "px-3 py-2 first:pl-0 max-sm:px-0 max-sm:py-0.5 print:py-0.5";

/** What the row is about. */
export function RowHead({ children, lang }: { children: ReactNode; lang?: "ja" }) {
  return (
    <th className={`${CELL} font-700 max-sm:block`} lang={lang} scope="row">
      {children}
    </th>
  );
}

interface CellProps {
  /** The head of its column, said again where there are no columns. */
  label: string;
  isNumber?: boolean;
  /** Short, and hard to read in two lines. */
  isWord?: boolean;
  children: ReactNode;
}

export function Cell({ label, isNumber, isWord, children }: CellProps) {
  const numbers = isNumber ? "sm:text-right sm:tabular-nums" : "";
  const line = isNumber || isWord ? "sm:whitespace-nowrap" : "";
  return (
    <td
      className={`${CELL} ${numbers} ${line} max-sm:grid max-sm:grid-cols-[8rem_minmax(0,1fr)] max-sm:gap-x-2`}
    >
      <span aria-hidden="true" className="text-solid-gray-700 sm:hidden">
        {label}
      </span>
      <span className="min-w-0">{children}</span>
    </td>
  );
}
