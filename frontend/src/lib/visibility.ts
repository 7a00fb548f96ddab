import type { VisibilityName } from "@/api";

/** From the widest circle to the narrowest. */
export const LEVELS = [
  "public",
  "members",
  "coordinators",
  "private",
] as const satisfies readonly VisibilityName[];

/** Paths that nobody sees by default but coordinators. */
const GUARDED: Record<string, VisibilityName> = {
  contact: "coordinators",
  succession: "coordinators",
  ties: "coordinators",
};

export type Levels = Readonly<Record<string, VisibilityName>>;

/** What was decided on the path itself, whatever holds above it. */
export function levelOf(levels: Levels, path: string): VisibilityName {
  return levels[path] ?? GUARDED[path] ?? "public";
}

export function strictest(...levels: VisibilityName[]): VisibilityName {
  return LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? "public";
}

/** What holds for a path: the strictest of what was decided on it and on all above it. */
export function holdingFor(
  { listing = "public", fields = {} }: { listing?: VisibilityName; fields?: Levels },
  path: string,
): VisibilityName {
  const steps = path.split("/");
  const above = steps.map((_, at) => steps.slice(0, at + 1).join("/"));
  return strictest(listing, ...above.map((step) => levelOf(fields, step)));
}
