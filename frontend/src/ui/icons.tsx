import type { ReactNode } from "react";

/** Icons only ever stand beside the word that says the same, so assistive technology skips them. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      className="inline-block size-[1.25em] shrink-0 align-[-0.25em]"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="2.5"
      viewBox="0 0 24 24"
    >
      {children}
    </svg>
  );
}

export const CheckIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9.5" />
    <path d="m7.5 12.5 3 3 6-6.5" />
  </Icon>
);

export const CrossIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);

export const UnknownIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9.5" strokeDasharray="3 3.6" />
    <path d="M9.5 9.5a2.5 2.5 0 1 1 3.4 2.3c-.6.3-.9.7-.9 1.4v.3M12 17v.01" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon>
    <path d="M12 3 2.5 20h19L12 3ZM12 10v4.5M12 17.2v.01" />
  </Icon>
);

export const DownIcon = () => (
  <Icon>
    <path d="m6 9.5 6 6 6-6" />
  </Icon>
);

export const LeftIcon = () => (
  <Icon>
    <path d="m14.5 6-6 6 6 6" />
  </Icon>
);
