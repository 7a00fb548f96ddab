import type { CorrectionBody, CorrectionReason, CreateCorrectionData } from "@/api";
import { call } from "@/lib/call";

export const REASONS = [
  "other_process",
  "other_material",
  "condition",
  "already_known",
  "closed",
  "other",
] as const satisfies readonly CorrectionReason[];

export const LONGEST_NOTE = 1000; // characters, as the API has it

/** Which firm of which answer a correction is about. */
export type Subject = Omit<CorrectionBody, "verdict" | "reason" | "note">;

export function postCorrection(body: CorrectionBody) {
  return call<CreateCorrectionData, unknown>(
    { url: "/api/v1/corrections", body },
    { method: "POST" },
  );
}
