// The first that is found names it: each of them also claims to be those below.
const BROWSERS = [
  ["Edg/", "Microsoft Edge"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["Windows", "Windows"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Mac OS X", "Mac"],
  ["Linux", "Linux"],
] as const;

/** What people call a browser, from how it introduces itself; nothing when it does not. */
export function browserName(agent: string): string | undefined {
  const named = (names: readonly (readonly [string, string])[]) =>
    names.find(([mark]) => agent.includes(mark))?.[1];
  const parts = [named(BROWSERS), named(SYSTEMS)].filter(Boolean);
  return parts.join(" / ") || agent.split(" ")[0] || undefined;
}
