import { useQueryClient } from "@tanstack/react-query";
import type { IntroductionOut } from "@/api";
import type { Tagged } from "@/lib/call";
import { caseQuestion, eventsQuestion } from "../questions";

type Act = (etag: string | undefined) => Promise<Tagged<IntroductionOut>>;

/** How a step of one case is recorded: against the revision that stands on the page. */
export function useCase(ref: string) {
  const client = useQueryClient();
  const { queryKey } = caseQuestion(ref);

  /** Records one act and shows the case as it then is. */
  async function record(act: Act) {
    const kept = await act(client.getQueryData(queryKey)?.etag);
    client.setQueryData(queryKey, kept);
    await Promise.all([
      client.invalidateQueries({ queryKey: eventsQuestion(ref).queryKey }),
      client.invalidateQueries({ queryKey: ["introductions"] }),
    ]);
  }

  /** Reads the case and its record anew, where somebody else was first. */
  const reread = () => client.invalidateQueries({ queryKey });

  return { record, reread };
}
