import type { Problem } from "@/api";

/** What went wrong with a call: no answer at all, or an answer that is a problem document. */
export class CallError extends Error {
  readonly status: number | undefined;
  readonly problem: Problem | undefined;

  constructor(status: number | undefined, body: unknown) {
    super(`call failed: ${status ?? "no answer"}`);
    this.status = status;
    this.problem = isProblem(body) ? body : undefined;
  }

  get slug(): string | undefined {
    return this.problem?.type.split("/").at(-1);
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "type" in body && "title" in body;
}
