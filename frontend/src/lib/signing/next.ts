import { first } from "@/lib/address";

const STORE = "enishi.next";
const KEPT = 15 * 60_000; // milliseconds; a sign-in link works no longer

/** A page of ours to go on to; nothing for what would lead to another site. */
export function ownPath(value: unknown): string | undefined {
  const path = first(value);
  if (!path?.startsWith("/")) return undefined;
  const here = window.location.origin;
  // As a browser reads it: `//`, `/\` and `/<tab>/` all begin the name of another host.
  const url = URL.canParse(path, here) ? new URL(path, here) : undefined;
  if (url?.origin !== here || url.pathname.startsWith("//")) return undefined;
  return url.pathname + url.search + url.hash;
}

/** The link of the e-mail opens a tab of its own, which is told here where to go on. */
export function rememberNext(path: string | undefined) {
  if (path) localStorage.setItem(STORE, JSON.stringify({ path, until: Date.now() + KEPT }));
  else localStorage.removeItem(STORE);
}

export function takeNext(): string | undefined {
  const kept = localStorage.getItem(STORE);
  localStorage.removeItem(STORE);
  try {
    const { path, until } = JSON.parse(kept ?? "{}");
    return until > Date.now() ? ownPath(path) : undefined;
  } catch {
    return undefined;
  }
}
