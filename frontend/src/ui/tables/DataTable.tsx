import type { ReactNode } from "react";

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  caption: string;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string | number;
}

/** A table, on paper too; on a narrow screen a list, with the heads of the columns before their values. */
export function DataTable<Row>({ caption, columns, rows, keyOf }: Props<Row>) {
  return (
    <table className="block w-full text-left md:table print:table">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group print:not-sr-only print:table-header-group">
        <tr className="border-solid-gray-420 border-b-2">
          {columns.map(({ head }) => (
            <th
              className="px-2 py-2 align-bottom text-std-16N-170 first:pl-0"
              key={head}
              scope="col"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="grid grid-cols-1 gap-4 md:table-row-group print:table-row-group">
        {rows.map((row) => (
          <tr className={ROW} key={keyOf(row)}>
            {columns.map(({ head, cell }, at) =>
              at === 0 ? (
                <th className={NAME} key={head} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td className={CELL} key={head}>
                  <span aria-hidden="true" className="text-solid-gray-700 md:hidden print:hidden">
                    {head}
                  </span>
                  <div className="min-w-0">{cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ROW =
  "grid grid-cols-1 gap-1 rounded-8 border border-solid-gray-420 p-4 md:table-row md:rounded-none md:border-0 md:border-solid-gray-200 md:border-b md:p-0 print:table-row print:break-inside-avoid print:rounded-none print:border-0 print:border-b print:p-0";
const CELL =
  "grid grid-cols-[6rem_minmax(0,1fr)] items-baseline gap-2 md:table-cell md:px-2 md:py-2 md:align-baseline print:table-cell print:px-1 print:py-1 print:align-baseline";
const NAME =
  "block font-700 md:table-cell md:py-2 md:pr-2 md:align-baseline print:table-cell print:py-1 print:pr-1 print:align-baseline";
