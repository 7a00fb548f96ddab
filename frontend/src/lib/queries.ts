import { QueryClient } from "@tanstack/react-query";
import { CallError } from "@/lib/problem";

/** Answers are kept for five minutes, so that Back shows a page as it was left. */
export function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always", // a machine that thinks it is offline may still reach its own server
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 1 && error instanceof CallError && error.status === undefined,
        staleTime: 5 * 60_000,
      },
      mutations: { networkMode: "always" },
    },
  });
}
