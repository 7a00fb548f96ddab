import type {
  CaseBodyOutput,
  OptionBodyOutput,
  ProcessBodyOutput,
  ProductBodyOutput,
  StepBodyOutput,
} from "@/api";

/** A case as it is stored, sent and edited: one shape for all three. */
export type Body = CaseBodyOutput;
export type Process = ProcessBodyOutput;
export type Product = ProductBodyOutput;
export type Step = StepBodyOutput;
export type Option = OptionBodyOutput;

/** The smallest case that can be assessed; everything else is added on its pages. */
export function emptyCase(
  title: string,
  firm_name: string,
  finance: { annual_sales: number; margin: number },
): Body {
  return { title, firm_name, finance };
}

/** A new number of a record: the first of P1, P2, … that nobody has. */
export function freeRef(prefix: string, taken: readonly { ref: string }[]): string {
  const refs = new Set(taken.map(({ ref }) => ref));
  let at = taken.length + 1;
  while (refs.has(`${prefix}${at}`)) at++;
  return `${prefix}${at}`;
}

/** What a reference stands for, by name; the reference itself where nothing has it. */
export function nameIn(records: readonly { ref: string; name: string }[] = [], ref: string) {
  return records.find((record) => record.ref === ref)?.name ?? ref;
}
