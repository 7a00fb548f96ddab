import { useQuery } from "@tanstack/react-query";
import type { MemberOut, MeOut } from "@/api";
import { meQuestion } from "@/lib/me";
import { chambersQuestion, colleaguesQuestion } from "./questions";

/** The chambers at which the reader works. */
export function chambersOf(me: MeOut | undefined): string[] {
  return (me?.memberships ?? [])
    .filter(({ role }) => role === "coordinator" || role === "chamber_administrator")
    .map(({ organisation_ref }) => organisation_ref);
}

export const isOperator = (me: MeOut | undefined) =>
  me?.memberships?.some(({ role }) => role === "operator") ?? false;

/** What a chamber is called; its ref while that is not known. */
export function useChamberName() {
  const chambers = useQuery(chambersQuestion);
  return (ref: string) =>
    chambers.data?.items.find(({ chamber_ref }) => chamber_ref === ref)?.name ?? ref;
}

/** The reader and the colleagues at their chambers. */
export function useColleagues(): MemberOut[] {
  const me = useQuery(meQuestion);
  const own = chambersOf(me.data);
  return useQuery({ ...colleaguesQuestion(own), enabled: own.length > 0 }).data ?? [];
}

/** What a person is called; undefined for somebody of another organisation. */
export function usePersonName() {
  const me = useQuery(meQuestion);
  const colleagues = useColleagues();
  return (ref: string) => {
    const own = me.data?.person;
    if (own?.person_ref === ref) return own.name;
    return colleagues.find(({ person_ref }) => person_ref === ref)?.name;
  };
}
