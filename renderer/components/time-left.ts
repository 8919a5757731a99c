/** Seconds left at the pace so far; null while nothing can be said. */
export function secondsLeft(done: number, total: number | null, elapsedMs: number): number | null {
  if (total === null || done <= 0 || elapsedMs < 1_000) return null
  return Math.ceil(((total - done) * elapsedMs) / done / 1_000)
}
