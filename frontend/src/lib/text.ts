/** A piece of a text in Unicode code points, as the API counts: `start` included, `end` not. */
export interface Span {
  start: number;
  end: number;
}

export interface Segment {
  text: string;
  marked: boolean;
}

/**
 * Takes the part of a text within `window` apart into marked and unmarked pieces.
 *
 * JavaScript counts UTF-16 units and the API counts code points, so the text is taken
 * apart into code points first: 𠮷 and 🔧 are one character each.
 */
export function segments(text: string, spans: readonly Span[], window?: Span): Segment[] {
  const points = Array.from(text);
  const marked = new Array<boolean>(points.length).fill(false);
  for (const { start, end } of spans) marked.fill(true, start, end);

  const pieces: Segment[] = [];
  const end = Math.min(points.length, window?.end ?? points.length);
  for (let at = window?.start ?? 0; at < end; at++) {
    const last = pieces.at(-1);
    if (last && last.marked === marked[at]) last.text += points[at];
    else pieces.push({ text: points[at] ?? "", marked: marked[at] ?? false });
  }
  return pieces;
}

/**
 * Narrows a passage to `limit` characters: its beginning, unless that hides every mark;
 * then from the sentence in which the first mark stands.
 */
export function around(text: string, passage: Span, marks: readonly Span[], limit: number): Span {
  const { start, end } = passage;
  const inside = marks.filter((mark) => mark.start >= start && mark.end <= end);
  const first = Math.min(...inside.map((mark) => mark.start));
  if (inside.length === 0 || first < start + limit)
    return { start, end: Math.min(end, start + limit) };
  const sentence = Array.from(text).lastIndexOf("。", first - 1) + 1;
  const from = first - sentence < limit ? sentence : first;
  return { start: from, end: Math.min(end, from + limit) };
}

/** Cuts a span out of a text, counting in code points. */
export function slice(text: string, { start, end }: Span): string {
  return Array.from(text).slice(start, end).join("");
}

export function length(text: string): number {
  return Array.from(text).length;
}

/** Folds full width, commas and units away: 「１，０００個」 is 1000. NaN when it is no number. */
export function readNumber(input: string): number {
  const plain = input.normalize("NFKC").replace(/[,\s]/g, "");
  const digits = /^(\d+(?:\.\d+)?)(?:mm|[μu]m|個|日)?$/i.exec(plain)?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
}

/** Splits 「ISO9001、JISQ9100」 at Japanese and Western commas. */
export function readList(input: string): string[] {
  return input
    .split(/[、，,\n]/)
    .map((item) => item.trim())
    .filter(Boolean);
}

/** The opposite of `readList`. */
export function writeList(items: readonly string[] = []): string {
  return items.join("、");
}
