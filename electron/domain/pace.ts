import { grouped } from './grouped.ts'

/** One target finished by one person. */
export interface Completion {
  inspector: string
  /** ISO instant. */
  time: string
}

export interface Pace {
  /** Median time between two completions of one person. */
  secondsEach: number
  /** How many such times the median is taken over. */
  gaps: number
  /** Working sessions they are from. */
  sessions: number
}

/** Fewer say nothing: one slow page would decide. */
export const leastCompletions = 5
const longestGap = 30 * 60_000
/** Nobody checks a site in less; completions so close together are one act (`batches.complete`). */
const shortestGap = 2_000
const enoughGaps = 20

interface Session {
  end: number
  gaps: number[]
}

/**
 * How fast work went lately: over the newest sessions of all inspectors, until they hold twenty times between completions.
 * A break of more than half an hour ends a session and is not counted. null while too little was finished one by one.
 */
export function paceOf(completions: readonly Completion[]): Pace | null {
  if (completions.length < leastCompletions) return null
  const byPerson = grouped(completions, (completion) => completion.inspector)
  const sessions = [...byPerson.values()]
    .flatMap((own) => sessionsOf(own.map(({ time }) => Date.parse(time))))
    .filter((session) => session.gaps.length > 0)
    .sort((a, b) => b.end - a.end)
  const gaps: number[] = []
  let taken = 0
  for (const session of sessions) {
    if (gaps.length >= enoughGaps) break
    gaps.push(...session.gaps)
    taken += 1
  }
  if (gaps.length < leastCompletions - 1) return null
  return { secondsEach: Math.round(median(gaps) / 1_000), gaps: gaps.length, sessions: taken }
}

/** The sessions of one person. */
function sessionsOf(times: readonly number[]): Session[] {
  const sessions: Session[] = []
  let session: Session | null = null
  for (const time of times.toSorted((a, b) => a - b)) {
    if (session === null || time - session.end > longestGap) {
      session = { end: time, gaps: [] }
      sessions.push(session)
      continue
    }
    if (time - session.end >= shortestGap) session.gaps.push(time - session.end)
    session.end = time
  }
  return sessions
}

/** The middle one, or half way between the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2
}
