/** Round steps for an axis from nothing to at least `most`: 0, 5, 10 … */
export function ticksTo(most: number, wanted = 5): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((by) => by * power).find((by) => by >= rough) ?? rough;
  const count = Math.ceil(Number((most / step).toPrecision(12)));
  return Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}
