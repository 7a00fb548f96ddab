import type { ReactNode } from "react";
import type { CorrectionBody, MatchOut } from "@/api";

/** How the reader answers a match, where it is theirs to answer. */
export interface Answering {
  /** What stands below a card: the answers that need no reason. */
  render: (match: MatchOut) => ReactNode;
  /** Where 「違う」 goes instead of to the corrections. */
  wrong?: (body: CorrectionBody) => Promise<unknown>;
}
