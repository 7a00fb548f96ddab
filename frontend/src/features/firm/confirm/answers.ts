import type { ConfirmationBody, ConfirmationOut, Problem } from "@/api";
import type { OwnerMessages } from "@/i18n/ja.owner";
import { type Levels, levelOf } from "@/lib/visibility";
import { type ContactDraft, contactBody, contactDraft } from "../edit/Contact";
import { FIRM_FIELDS } from "../edit/fields";
import { amount, meant, profileOf } from "../edit/profile";

/** What can be corrected on a telephone; the rest is for the chamber or for later. */
export const SIMPLE = [
  { name: "name", kind: "text" },
  ...FIRM_FIELDS.filter(({ name }) =>
    ["name_kana", "summary", "prefecture", "municipality", "employees", "founded"].includes(name),
  ),
  ...FIRM_FIELDS.filter(({ name }) => name === "certifications"),
] as const;
type SimpleName = (typeof SIMPLE)[number]["name"];

export interface Answers {
  values: Record<string, string>;
  levels: Levels;
  contact: ContactDraft;
  agrees: boolean;
  name: string;
}

export type AnswerErrors = Partial<Record<string, string>>;

export function answersOf({ firm, contact, visibility }: ConfirmationOut): Answers {
  const { values } = profileOf(firm);
  const simple = SIMPLE.map(({ name }) => [name, values[name] ?? ""]);
  return {
    values: Object.fromEntries(simple),
    levels: visibility,
    contact: contactDraft(contact),
    agrees: false,
    name: "",
  };
}

/** What is wrong with the answers, by the ids of their inputs. */
export function check(answers: Answers, { firm, fields, confirm }: OwnerMessages): AnswerErrors {
  const errors: AnswerErrors = {};
  if (!answers.values.name?.trim()) errors.name = firm.rank.required(fields.name);
  for (const { name, kind } of SIMPLE) {
    const text = (answers.values[name] ?? "").trim();
    if (kind !== "whole" || !text) continue;
    const value = amount(text);
    if (!(Number.isInteger(value) && value > 0)) {
      errors[name] = firm.rank.whole(fields[name as SimpleName]);
    }
  }
  if (!answers.agrees) errors.agrees = confirm.mustAgree;
  return errors;
}

/** Only what was corrected is sent, so that what the chamber wrote stays as it is. */
export function bodyOf(draft: ConfirmationOut, answers: Answers): ConfirmationBody {
  const before = answersOf(draft);
  const firm: Record<string, unknown> = {};
  for (const { name, kind } of SIMPLE) {
    const text = answers.values[name] ?? "";
    if (text !== before.values[name]) firm[name] = meant(kind, text);
  }
  const contact = contactBody(answers.contact);
  const isContactChanged = JSON.stringify(answers.contact) !== JSON.stringify(before.contact);
  const changed = Object.keys(answers.levels).filter(
    (path) => levelOf(answers.levels, path) !== levelOf(before.levels, path),
  );
  return {
    firm,
    ...(isContactChanged && { contact }),
    visibility: Object.fromEntries(changed.map((path) => [path, levelOf(answers.levels, path)])),
    agrees: answers.agrees,
    terms_version: draft.terms_version,
    name: answers.name.trim() || null,
  };
}

/** Brings what the server refused to the inputs: `/contact/email` is `contact-email`. */
export function errorsOf(problem: Problem, isJapanese: boolean): AnswerErrors {
  const errors: AnswerErrors = {};
  for (const { pointer, detail, detail_en } of problem.errors ?? []) {
    const [first = "", second = ""] = pointer.split("/").slice(1);
    const id = first === "firm" ? second : first === "contact" ? `contact-${second}` : ID[first];
    if (id) errors[id] ??= isJapanese ? detail : detail_en;
  }
  return errors;
}

const ID: Record<string, string> = { agrees: "agrees", terms_version: "agrees", name: "said_by" };
