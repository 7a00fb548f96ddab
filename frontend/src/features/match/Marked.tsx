import { length, type Span, segments } from "@/lib/text";

interface Props {
  text: string;
  spans: Span[];
  /** The part of the text to show; all of it when left out. */
  window?: Span;
}

/** A text of the firm's with the words marked that the question shares. */
export function Marked({ text, spans, window }: Props) {
  return (
    <>
      {window && window.start > 0 && "…"}
      {segments(text, spans, window).map((segment, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity but their place
        segment.marked ? <mark key={at}>{segment.text}</mark> : segment.text,
      )}
      {window && window.end < length(text) && "…"}
    </>
  );
}
