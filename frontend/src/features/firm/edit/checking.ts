import type { Problem } from "@/api";
import type { OwnerMessages } from "@/i18n/ja.owner";
import { FIRM_FIELDS, NAMING } from "./fields";
import { amount, type Draft, fieldsOf, type PartKind } from "./profile";

/** What is wrong, by the path that it is about. */
export type Errors = Readonly<Record<string, string>>;

/** What is wrong with a profile as it was typed; the rest is for the server to judge. */
export function check(draft: Draft, { firm, fields }: OwnerMessages): Errors {
  const errors: Record<string, string> = {};
  const judge = (path: string, name: string, kind: string) => {
    const text = (draft.values[path] ?? "").trim();
    const label = fields[name as keyof typeof fields] ?? name;
    if (!text) return;
    const value = amount(text);
    if (kind === "whole" && !(Number.isInteger(value) && value > 0)) {
      errors[path] = firm.rank.whole(label);
    } else if (kind === "number" && !(value > 0)) errors[path] = firm.rank.number(label);
    else if (kind === "degrees" && Number.isNaN(value)) errors[path] = firm.rank.degrees(label);
  };
  if (!draft.values.name?.trim()) errors.name = firm.rank.required(fields.name);
  for (const { name, kind } of [...NAMING, ...FIRM_FIELDS]) judge(name, name, kind);
  for (const part of ["capabilities", "facilities"] as const) {
    for (const ref of draft[part]) {
      for (const { name, kind } of fieldsOf(part)) judge(`${part}/${ref}/${name}`, name, kind);
    }
  }
  for (const ref of draft.capabilities) {
    const says = (name: string) => draft.values[`capabilities/${ref}/${name}`]?.trim();
    if (!says("title") && !says("description")) {
      errors[`capabilities/${ref}/title`] = firm.rank.capability;
    }
  }
  return errors;
}

/** Where in the profile the things are that a refused call sent. */
export interface Sent {
  /** What stands before the pointers of the call: `capabilities/F001-1` or nothing. */
  prefix?: string;
  /** Refs of the facilities, in the order in which they were sent. */
  facilities?: readonly string[];
}

/** Brings what the server refused back to the inputs: `/facilities/0/name` is that facility's name. */
export function errorsOf(problem: Problem, sent: Sent, isJapanese: boolean): Errors {
  const errors: Record<string, string> = {};
  for (const { pointer, detail, detail_en } of problem.errors ?? []) {
    const path = pathOf(pointer.split("/").slice(1), sent);
    if (path) errors[path] ??= isJapanese ? detail : detail_en;
  }
  return errors;
}

function pathOf([first, ...rest]: string[], { prefix, facilities }: Sent): string | undefined {
  if (!first) return undefined;
  if (prefix) return `${prefix}/${first}`;
  const ref = first === "facilities" ? facilities?.[Number(rest[0])] : undefined;
  if (ref !== undefined) return `facilities/${ref}/${rest[1] ?? "name"}`;
  return first;
}

/** The order of the inputs on the page, which is the order of the error summary. */
export function orderOf(draft: Draft): string[] {
  const part = (kind: PartKind) =>
    draft[kind].flatMap((ref) => fieldsOf(kind).map(({ name }) => `${kind}/${ref}/${name}`));
  return [
    ...[...NAMING, ...FIRM_FIELDS].map(({ name }) => name),
    ...part("capabilities"),
    ...part("facilities"),
    "listing",
    "hide_from",
  ];
}
