import type { ExposureLoadOut } from "@/api";

const PARTS = 5;

/**
 * How much of all showings each fifth of the firms got, those shown least first: shares of one.
 *
 * The steps of the Lorenz curve at every fifth. A firm at the edge of two fifths counts for both, by
 * its parts. Undefined where nobody was shown.
 */
export function fifthsOf(loads: readonly ExposureLoadOut[]): number[] | undefined {
  const inOrder = [...loads].sort((one, other) => one.times - other.times);
  const firms = inOrder.reduce((sum, load) => sum + load.firms, 0);
  const shown = inOrder.reduce((sum, load) => sum + load.firms * load.times, 0);
  if (!shown) return undefined;
  const size = firms / PARTS;
  const parts = new Array<number>(PARTS).fill(0);
  let passed = 0;
  for (const load of inOrder) {
    for (let part = 0; part < PARTS; part++) {
      const inside =
        Math.min(passed + load.firms, (part + 1) * size) - Math.max(passed, part * size);
      if (inside > 0) parts[part] = (parts[part] ?? 0) + (inside * load.times) / shown;
    }
    passed += load.firms;
  }
  return parts;
}
