import type { ReactNode } from "react";
import type { CorrectionBody, MatchOut } from "@/api";

/** How the reader answers a match, where it is theirs to answer. */
export interface Answering {
  /** What stands below a card, around the control that says 「違う」. */
  render: (match: MatchOut, wrong: ReactNode) => ReactNode;
  /** Where 「違う」 goes instead of to the corrections. */
  wrong: (body: CorrectionBody) => Promise<unknown>;
}
