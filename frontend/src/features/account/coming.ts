import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { stringifySearch } from "@/lib/address";
import { meQuestion } from "@/lib/me";
import { homeOf } from "@/lib/signing/rights";

/**
 * Goes on after somebody has signed in, first to the terms where they are new to them.
 *
 * Answers that were given to nobody in particular are asked for again.
 */
export function useArrival() {
  const client = useQueryClient();
  const router = useRouter();
  return async (next: string | undefined) => {
    const me = await client.fetchQuery({ ...meQuestion, staleTime: 0 });
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuestion.queryKey[0] });
    const goal = next ?? homeOf(me);
    router.history.replace(me.has_agreed ? goal : `/terms${stringifySearch({ next: goal })}`);
  };
}

/** Leaves for the first page once somebody has signed out, and forgets what they could see. */
export function useDeparture() {
  const client = useQueryClient();
  const router = useRouter();
  return async () => {
    await router.navigate({ to: "/" });
    await client.resetQueries();
  };
}
