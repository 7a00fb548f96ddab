import type {
  CreateCapabilityData,
  DeleteCapabilityData,
  DisclosureBody,
  DisclosureOut,
  FacilityBody,
  FirmOut,
  PutFirmDisclosureData,
  StaleProblem,
  UpdateCapabilityData,
  UpdateFirmData,
  VisibilityName,
} from "@/api";
import { callTagged, type Tagged } from "@/lib/call";
import { CallError } from "@/lib/problem";
import { type Levels, levelOf, strictest } from "@/lib/visibility";
import type { Sent } from "./checking";
import { FACILITY_FIELDS, FIRM_FIELDS, NAMING } from "./fields";
import { isThere, mergedSight, type Sight } from "./merging";
import { type Base, type Draft, fieldsOf, meant, type PartKind, sightOf } from "./profile";

/** A save that stopped on its way, with how far it came and what it had sent last. */
export class Unsaved extends Error {
  constructor(
    readonly reason: unknown,
    readonly sent: Sent,
    readonly reached: Base,
  ) {
    super("not saved");
  }
}

/**
 * Stores a draft over what it was made from: the firm, its capabilities, who sees what.
 *
 * Nothing is seen more widely than the draft wants for even a moment: what is narrowed is
 * narrowed first, what is new is kept back until its own visibility is stored.
 */
export async function save(base: Base, draft: Draft): Promise<void> {
  const way = new Way(base);
  const hiding = hidingFirst(base.draft, draft);
  if (hiding) await way.decide(hiding);
  try {
    const leaving = base.draft.facilities.filter((ref) => !draft.facilities.includes(ref));
    await way.patchFirm(draft, [...draft.facilities, ...leaving]);
    for (const ref of base.draft.capabilities) {
      if (!draft.capabilities.includes(ref)) await way.dropCapability(ref);
    }
    for (const ref of draft.capabilities) await way.putCapability(draft, ref);
    if (leaving.length) await way.patchFirm(draft, draft.facilities);
  } catch (error) {
    if (hiding) await way.decide(hiding, { isTidying: true }).catch(() => undefined);
    throw error;
  }
  if (hiding || !isSameSight(base.draft, draft)) await way.decide(draft);
}

class Way {
  private base: Base;

  constructor(base: Base) {
    this.base = base;
  }

  /** Decides who sees what; where somebody else has decided meanwhile, only what is ours changes. */
  async decide(sight: Sight, { isTidying = false } = {}): Promise<void> {
    const { draft } = this.base;
    const isMeant = (path: string) =>
      isThere(path, draft) && !(isTidying && WHOLES.includes(path) && !draft.levels[path]);
    const meantBy = ({ levels, ...rest }: Sight): Sight => ({
      ...rest,
      levels: Object.fromEntries(Object.entries(levels).filter(([path]) => isMeant(path))),
    });
    try {
      await this.putSight(meantBy(sight));
    } catch (error) {
      const theirs = decidedMeanwhile(error);
      if (!theirs) throw error;
      const merged = mergedSight(draft, sight, sightOf(theirs.record));
      this.base = { ...this.base, sightEtag: theirs.etag };
      await this.putSight(meantBy(merged));
    }
  }

  private async putSight({ listing, levels, hideFrom }: Sight): Promise<void> {
    const body: DisclosureBody = { listing, fields: levels, hide_from: [...hideFrom] };
    const path = { firm_id: this.base.firm.id };
    const { etag } = await this.step({}, () =>
      callTagged<PutFirmDisclosureData, DisclosureOut>(
        { url: "/api/v1/firms/{firm_id}/disclosure", path, body },
        { method: "PUT", etag: this.base.sightEtag },
      ),
    );
    this.base = { ...this.base, sightEtag: etag };
  }

  async patchFirm(draft: Draft, facilities: readonly string[]): Promise<void> {
    const before = this.base.draft;
    const body: Record<string, unknown> = {};
    for (const { name, kind } of [...NAMING, ...FIRM_FIELDS]) {
      const text = draft.values[name] ?? "";
      if (text !== before.values[name]) body[name] = meant(kind, text);
    }
    const said = (profile: Draft, refs: readonly string[]) =>
      JSON.stringify(refs.map((ref) => facilityOf(profile, ref)));
    if (said(draft, facilities) !== said(before, before.facilities)) {
      body.facilities = facilities.map((ref) => facilityOf(draft, ref));
    }
    if (!Object.keys(body).length) return;
    const { record, etag } = await this.step({ facilities }, () =>
      callTagged<UpdateFirmData, FirmOut>(
        { url: "/api/v1/firms/{firm_id}", path: { firm_id: this.base.firm.id }, body },
        { method: "PATCH", etag: this.base.etag },
      ),
    );
    const values = { ...before.values, ...valuesOf(draft, [...NAMING, ...FIRM_FIELDS]) };
    for (const ref of facilities) Object.assign(values, partOf(draft, "facilities", ref));
    this.base = { ...this.base, firm: record, etag, draft: { ...before, values, facilities } };
  }

  async dropCapability(ref: string): Promise<void> {
    const { etag } = await this.step({}, () =>
      callTagged<DeleteCapabilityData, undefined>(
        { url: CAPABILITY, path: this.capability(ref) },
        { method: "DELETE", etag: this.base.etag },
      ),
    );
    const { draft } = this.base;
    const capabilities = draft.capabilities.filter((item) => item !== ref);
    // An answer without content carries no revision: each change adds one.
    this.base = {
      ...this.base,
      etag: etag ?? next(this.base.etag),
      draft: { ...draft, capabilities },
    };
  }

  async putCapability(draft: Draft, ref: string): Promise<void> {
    const before = this.base.draft;
    const isNew = !before.capabilities.includes(ref);
    const body: Record<string, unknown> = isNew ? { capability_ref: ref } : {};
    for (const { name, kind } of fieldsOf("capabilities")) {
      const path = `capabilities/${ref}/${name}`;
      const text = draft.values[path] ?? "";
      if (isNew || text !== before.values[path]) body[name] = meant(kind, text);
    }
    if (!isNew && !Object.keys(body).length) return;
    const { etag } = await this.step({ prefix: `capabilities/${ref}` }, () =>
      isNew
        ? callTagged<CreateCapabilityData, unknown>(
            {
              url: "/api/v1/firms/{firm_id}/capabilities",
              path: { firm_id: this.base.firm.id },
              body,
            },
            { method: "POST", etag: this.base.etag },
          )
        : callTagged<UpdateCapabilityData, unknown>(
            { url: CAPABILITY, path: this.capability(ref), body },
            { method: "PATCH", etag: this.base.etag },
          ),
    );
    const values = { ...before.values, ...partOf(draft, "capabilities", ref) };
    const capabilities = isNew ? [...before.capabilities, ref] : before.capabilities;
    this.base = { ...this.base, etag, draft: { ...before, values, capabilities } };
  }

  private capability = (ref: string) => ({ firm_id: this.base.firm.id, capability_ref: ref });

  private async step<Answer>(sent: Sent, act: () => Promise<Answer>): Promise<Answer> {
    try {
      return await act();
    } catch (error) {
      throw new Unsaved(error, sent, this.base);
    }
  }
}

const CAPABILITY = "/api/v1/firms/{firm_id}/capabilities/{capability_ref}";
const WHOLES = ["capabilities", "facilities"];

/** What somebody else has decided since it was read, where that is why a decision was refused. */
function decidedMeanwhile(error: unknown): Tagged<DisclosureOut> | undefined {
  const reason = error instanceof Unsaved ? error.reason : undefined;
  if (!(reason instanceof CallError) || reason.status !== 412) return undefined;
  const { current, current_record } = (reason.problem ?? {}) as Partial<StaleProblem>;
  if (!current_record) return undefined;
  return { record: current_record as unknown as DisclosureOut, etag: `"${current}"` };
}

/** Who may see what until all is stored; nothing where the draft narrows nothing and adds nothing. */
function hidingFirst(before: Draft, after: Draft): Sight | undefined {
  const paths = new Set([...Object.keys(before.levels), ...Object.keys(after.levels)]);
  const levels: Record<string, VisibilityName> = {};
  for (const path of paths) {
    levels[path] = strictest(levelOf(before.levels, path), levelOf(after.levels, path));
  }
  for (const kind of ["capabilities", "facilities"] as const) {
    const added = after[kind].filter((ref) => !before[kind].includes(ref));
    const level = strictest(...added.flatMap((ref) => levelsBelow(after.levels, `${kind}/${ref}`)));
    if (level !== "public") levels[kind] = strictest(level, levelOf(levels, kind));
  }
  const listing = strictest(before.listing, after.listing);
  const hideFrom = [...new Set([...before.hideFrom, ...after.hideFrom])];
  const isNarrower =
    listing !== before.listing ||
    hideFrom.length !== before.hideFrom.length ||
    Object.entries(levels).some(([path, level]) => level !== levelOf(before.levels, path));
  return isNarrower ? { listing, levels, hideFrom } : undefined;
}

function isSameSight(one: Sight, other: Sight): boolean {
  const paths = [...Object.keys(one.levels), ...Object.keys(other.levels)];
  return (
    one.listing === other.listing &&
    [...one.hideFrom].sort().join() === [...other.hideFrom].sort().join() &&
    paths.every((path) => levelOf(one.levels, path) === levelOf(other.levels, path))
  );
}

function levelsBelow(levels: Levels, part: string): VisibilityName[] {
  return Object.entries(levels).flatMap(([path, level]) =>
    path === part || path.startsWith(`${part}/`) ? [level] : [],
  );
}

function facilityOf(draft: Draft, ref: string): FacilityBody {
  const said = FACILITY_FIELDS.map(({ name, kind }) => [
    name,
    meant(kind, draft.values[`facilities/${ref}/${name}`] ?? ""),
  ]);
  return { facility_ref: ref, ...Object.fromEntries(said) };
}

function valuesOf(draft: Draft, fields: readonly { name: string }[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ name }) => [name, draft.values[name] ?? ""]));
}

function partOf(draft: Draft, kind: PartKind, ref: string): Record<string, string> {
  const paths = fieldsOf(kind).map(({ name }) => `${kind}/${ref}/${name}`);
  return Object.fromEntries(paths.map((path) => [path, draft.values[path] ?? ""]));
}

/** 「"3"」 → 「"4"」; without a revision the next change is not compared. */
function next(etag: string | undefined): string | undefined {
  const revision = /\d+/.exec(etag ?? "")?.[0];
  return revision && `"${Number(revision) + 1}"`;
}
