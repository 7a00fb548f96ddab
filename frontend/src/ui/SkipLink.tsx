interface Props {
  to: string;
  children: string;
}

/** Jumps over what repeats, without an entry in the history. Seen only while it has the focus. */
export function SkipLink({ to, children }: Props) {
  return (
    <a
      className="sr-only focus:not-sr-only focus:bg-white focus:px-4 focus:py-3"
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {children}
    </a>
  );
}
