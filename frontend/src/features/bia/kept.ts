import type { Body } from "./case";

const STORE = "enishi.bia";

/**
 * The case of somebody who has not signed in: it lies in this browser and nowhere else, also
 * over a sign-in in another tab.
 */
export function keptCase(): Body | undefined {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepCase(body: Body) {
  localStorage.setItem(STORE, JSON.stringify(body));
}

export function forgetCase() {
  localStorage.removeItem(STORE);
}
