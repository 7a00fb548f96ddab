import type { ReactNode } from "react";
import { useSpeech } from "@/i18n/language";

interface Props {
  children: ReactNode;
  /** Two columns on a wide screen and on paper, for short values. */
  isDense?: boolean;
}

/** A definition list: labels left, values right. */
export function Facts({ children, isDense }: Props) {
  const columns = isDense ? "lg:grid-cols-2 print:grid-cols-2" : "";
  return (
    <dl className={`grid grid-cols-1 gap-x-8 border-solid-gray-200 border-t ${columns}`}>
      {children}
    </dl>
  );
}

/** One fact; without a value it reads 「未記載」 rather than disappear. */
export function Fact({ label, children }: { label: string; children?: ReactNode }) {
  const { t } = useSpeech();
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] content-start items-baseline gap-x-3 border-solid-gray-200 border-b py-2 sm:grid-cols-[9rem_minmax(0,1fr)] print:grid-cols-[8rem_minmax(0,1fr)] print:py-0.5">
      <dt className="font-700">{label}</dt>
      <dd className="min-w-0">{children || <Missing>{t.unstated}</Missing>}</dd>
    </div>
  );
}

export function Missing({ children }: { children: string }) {
  return <span className="text-solid-gray-600">{children}</span>;
}
