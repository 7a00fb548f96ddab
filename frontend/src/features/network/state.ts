import { type AsSpelt, first, oneOf } from "@/lib/address";

/** In place of a cluster's name: every cluster together, or the one group that is named. */
export const EVERYWHERE = "all";

/** Which network is looked at. */
export interface Scope {
  cluster?: string;
  /** What a study group or project is called in the record of its ties. */
  group?: string;
}

/** What the address of a network says: its group, the last month that counts, and how it shows. */
export interface NetworkState {
  group?: string;
  until?: string;
  view?: "table" | "graph";
}

export function readNetwork(raw: AsSpelt<NetworkState>): NetworkState {
  return {
    group: first(raw.group),
    until: readMonth(first(raw.until)),
    view: oneOf(raw.view, ["table", "graph"]),
  };
}

/** A group stands for itself, whatever cluster the address names. */
export function scopeOf(cluster: string, { group }: NetworkState): Scope {
  if (group) return { group };
  return cluster === EVERYWHERE ? {} : { cluster };
}

function readMonth(text: string | undefined): string | undefined {
  return text && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}
