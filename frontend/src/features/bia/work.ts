import type { UseQueryResult } from "@tanstack/react-query";
import { createContext, use } from "react";
import type { AssessmentOut } from "@/api";
import type { Body } from "./case";
import type { Editing } from "./editing/useEditing";
import type { CaseState } from "./state";

/** What every page of a case needs: the case, what follows from it, and where the reader is. */
export interface Work {
  /** Of a stored case; one that lies in this browser has none. */
  id?: string;
  /** The case that the assessment is of. */
  body: Body;
  assessment: UseQueryResult<AssessmentOut>;
  editing: Editing;
  state: CaseState;
  /** Looks at something else on the same page of the case, or goes to another. */
  go: (state: CaseState) => void;
}

export const WorkContext = createContext<Work | null>(null);

export function useWork(): Work {
  const work = use(WorkContext);
  if (!work) throw new Error("useWork needs a case above it");
  return work;
}

/** Works with the assessment where there is one; pages stand below a gate that waits for it. */
export function useAssessment(): AssessmentOut {
  const { data } = useWork().assessment;
  if (!data) throw new Error("useAssessment needs an assessment above it");
  return data;
}
