import type { FirmBrief, GatheringBody } from "@/api";

export const KINDS = ["working_group", "visit_day", "business_meeting"] as const;

/** A gathering before it is planned; what was typed stays as it was typed. */
export interface Draft {
  kind: (typeof KINDS)[number];
  title: string;
  date: string;
  starts_at: string;
  rounds: string;
  minutes: string;
  chamber_ref: string;
  firms: FirmBrief[];
  hosts: string[];
  wishes: Record<string, string>;
}

export const EMPTY: Draft = {
  kind: "working_group",
  title: "",
  date: "",
  starts_at: "",
  rounds: "3",
  minutes: "20",
  chamber_ref: "",
  firms: [],
  hosts: [],
  wishes: {},
};

/** What the API is asked for; hosts and wishes only where they mean something. */
export function bodyOf(draft: Draft): GatheringBody {
  const isMeeting = draft.kind === "business_meeting";
  const refs = draft.firms.map(({ firm_ref }) => firm_ref);
  return {
    kind: draft.kind,
    title: draft.title,
    date: draft.date,
    starts_at: draft.starts_at || null,
    chamber_ref: draft.chamber_ref || null,
    firm_refs: refs,
    host_refs: isMeeting ? draft.hosts.filter((ref) => refs.includes(ref)) : [],
    rounds: Number(draft.rounds),
    minutes: Number(draft.minutes),
    wishes: isMeeting ? wishesOf(draft) : {},
  };
}

/** Turns 「3, 1」 into the firms of these numbers; numbers that nobody has are left out. */
export function wishesOf({ firms, wishes }: Pick<Draft, "firms" | "wishes">) {
  const found: Record<string, string[]> = {};
  for (const { firm_ref } of firms) {
    const numbers = (wishes[firm_ref] ?? "").normalize("NFKC").match(/\d+/g) ?? [];
    const named = numbers.flatMap((number) => firms[Number(number) - 1]?.firm_ref ?? []);
    const others = [...new Set(named)].filter((ref) => ref !== firm_ref);
    if (others.length) found[firm_ref] = others;
  }
  return found;
}
