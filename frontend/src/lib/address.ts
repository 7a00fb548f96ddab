/**
 * Search parameters of a page's address, spelt as the API spells its own: repeated names
 * for lists, nothing for what is left at its default.
 */
export type RawSearch = Record<string, string[]>;

/** What a page's address says, before the page has read it. */
export type AsSpelt<State> = { [Name in keyof State]?: string | string[] };

export function parseSearch(search: string): RawSearch {
  const raw: RawSearch = {};
  for (const [name, value] of new URLSearchParams(search)) {
    raw[name] = [...(raw[name] ?? []), value];
  }
  return raw;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const item of [value].flat()) {
      if (item !== undefined && item !== null && item !== "") params.append(name, String(item));
    }
  }
  const text = params.toString();
  return text && `?${text}`;
}

/** The value of a parameter when it is one of those allowed. */
export function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((item) => item === first(value));
}

export function first(value: unknown): string | undefined {
  const item = [value].flat()[0];
  return typeof item === "string" && item.trim() ? item : undefined;
}

export function list(value: unknown): string[] | undefined {
  const items = [value].flat().filter((item): item is string => typeof item === "string" && !!item);
  return items.length ? [...new Set(items)] : undefined;
}
