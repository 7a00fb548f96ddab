import type { FirmOut } from "@/api";
import { levelOf } from "@/lib/visibility";
import { type Base, type Draft, partsOf, pathsOf, profileOf } from "./profile";

/** A field that is stored otherwise than it was read, and otherwise than the draft has it. */
export interface Clash {
  path: string;
  mine: string;
  theirs: string;
  /** Whether the draft changes the field, too; if not, the other's version is as good as chosen. */
  isMine: boolean;
}

/** Which fields somebody else changed meanwhile, as the draft does not have them. */
export function clashesOf(base: Base, draft: Draft, current: FirmOut): Clash[] {
  const theirs = profileOf(current);
  const stored = new Set(pathsOf(theirs));
  return pathsOf(draft).flatMap((path) => {
    const was = base.draft.values[path];
    const is = theirs.values[path] ?? "";
    const mine = draft.values[path] ?? "";
    if (!stored.has(path) || is === was || is === mine) return [];
    return [{ path, mine, theirs: is, isMine: mine !== was }];
  });
}

/** What is stored now, with the draft's own changes on it but where the other's were chosen. */
export function merge(base: Base, draft: Draft, current: FirmOut, taken: readonly string[]): Draft {
  const theirs = profileOf(current);
  const values = { ...theirs.values };
  for (const path of pathsOf(draft)) {
    const mine = draft.values[path] ?? "";
    if (mine !== base.draft.values[path] && !taken.includes(path)) values[path] = mine;
  }
  const refs = (kind: "capabilities" | "facilities") => {
    const was = base.draft[kind];
    const kept = theirs[kind].filter((ref) => !was.includes(ref) || draft[kind].includes(ref));
    return [...kept, ...draft[kind].filter((ref) => !was.includes(ref) && !kept.includes(ref))];
  };
  const merged = { ...draft, capabilities: refs("capabilities"), facilities: refs("facilities") };
  const said = new Set(pathsOf({ ...merged, values }));
  return {
    ...merged,
    values: Object.fromEntries(Object.entries(values).filter(([path]) => said.has(path))),
    levels: Object.fromEntries(
      Object.entries(draft.levels).filter(([path]) => isThere(path, merged)),
    ),
  };
}

/** Who sees what. */
export type Sight = Pick<Draft, "listing" | "levels" | "hideFrom">;

/** What somebody else has decided, with our own changes on it. */
export function mergedSight(was: Sight, ours: Sight, theirs: Sight): Sight {
  const levels = { ...theirs.levels };
  for (const path of new Set([...Object.keys(was.levels), ...Object.keys(ours.levels)])) {
    const level = levelOf(ours.levels, path);
    if (level !== levelOf(was.levels, path)) levels[path] = level;
  }
  const added = ours.hideFrom.filter((ref) => !was.hideFrom.includes(ref));
  const kept = theirs.hideFrom.filter(
    (ref) => !was.hideFrom.includes(ref) || ours.hideFrom.includes(ref),
  );
  return {
    listing: ours.listing === was.listing ? theirs.listing : ours.listing,
    levels,
    hideFrom: [...new Set([...kept, ...added])],
  };
}

/** Whether a path of the visibility names something that a profile has. */
export function isThere(path: string, { capabilities, facilities }: Draft): boolean {
  const kept = { capabilities, facilities };
  const steps = path.split("/");
  const kind = steps[0];
  if (steps.length < 2 || (kind !== "capabilities" && kind !== "facilities")) return true;
  const whole = steps.slice(1).join("/");
  const [, ref] = partsOf(path);
  return kept[kind].includes(whole) || (ref !== undefined && kept[kind].includes(ref));
}
