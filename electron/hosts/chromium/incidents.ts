import type { PageIncident } from '../../capture/page-driver.ts'

export interface Incidents {
  report(incident: PageIncident): void
  onIncident(listener: (incident: PageIncident) => void): () => void
}

const quietMs = 2_000
const mostPerSecond = 20

/** Tells listeners what happened, the same thing once in two seconds and never a flood: the page decides how often it tries. */
export function createIncidents(now: () => number = () => performance.now()): Incidents {
  const listeners = new Set<(incident: PageIncident) => void>()
  const last = new Map<string, number>()
  let second = 0
  let inSecond = 0
  return {
    report(incident) {
      const time = now()
      const kept = { kind: incident.kind, url: incident.url.slice(0, 2_000), detail: incident.detail.slice(0, 500) }
      const key = `${kept.kind} ${kept.url}`
      if (time - (last.get(key) ?? -quietMs) < quietMs) return
      if (time - second >= 1_000) {
        second = time
        inSecond = 0
      }
      inSecond += 1
      if (inSecond > mostPerSecond) return
      if (last.size > 1_000) last.clear()
      last.set(key, time)
      for (const listener of listeners) listener(kept)
    },
    onIncident(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
