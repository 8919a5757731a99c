/** Tells a sweep's own network from the sites': one site that fails is news about the site, many at once about the line. */

export interface Attempt {
  host: string
  /** An answer came, whatever it said. */
  isReached: boolean
}

/** Newest attempts that are looked at. */
const looked = 12
const leastHosts = 6
const leastShare = 0.75

export type NetworkView = 'fine' | 'suspect'

/** `suspect`: most of the newest attempts failed, at many different hosts. @param attempts oldest first */
export function networkView(attempts: readonly Attempt[]): NetworkView {
  const recent = attempts.slice(-looked)
  const failed = recent.filter(({ isReached }) => !isReached)
  const hosts = new Set(failed.map(({ host }) => host))
  return hosts.size >= leastHosts && failed.length / recent.length >= leastShare ? 'suspect' : 'fine'
}

/** Has anything been reached lately? Then what gives no answer is itself the fault. */
export const wasReachedLately = (attempts: readonly Attempt[]): boolean =>
  attempts.slice(-looked).some(({ isReached }) => isReached)
