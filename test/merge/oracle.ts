import type { LoggedEvent } from '../../electron/events/types.ts'
import { itemKey } from '../../electron/merge/items.ts'

/**
 * Verdicts in conflict, worked out another way: by walking the parents of every event. Of the words on a verdict those
 * stand that no later one knew; a ruling is a word that repeats the chosen one.
 */
export function verdictConflicts(events: readonly LoggedEvent[]): string[] {
  const byId = new Map(events.map((event) => [event.id, event]))
  const pasts = new Map<string, Set<string>>()
  const pastOf = (id: string): Set<string> => {
    const known = pasts.get(id)
    if (known !== undefined) return known
    const past = new Set<string>()
    for (const parent of byId.get(id)?.parents ?? []) {
      past.add(parent)
      for (const earlier of pastOf(parent)) past.add(earlier)
    }
    pasts.set(id, past)
    return past
  }
  const words = new Map<string, { id: string; verdict: string }[]>()
  const say = (item: string, id: string, verdict: string): void =>
    void words.set(item, [...(words.get(item) ?? []), { id, verdict }])
  const saidBy = (id: string, item: string): string => words.get(item)?.find((word) => word.id === id)?.verdict ?? '?'
  for (const event of [...events].sort((a, b) => pastOf(a.id).size - pastOf(b.id).size)) {
    if (event.type === 'verdict.given') {
      const { batchId, objectKey, indicatorId, verdict } = event.payload
      say(itemKey('verdict', batchId, objectKey, indicatorId), event.id, verdict)
    } else if (event.type === 'work.restored') {
      const { batchId, objectKey, verdicts } = event.payload
      for (const { indicatorId, given } of verdicts) {
        say(itemKey('verdict', batchId, objectKey, indicatorId), event.id, given?.verdict ?? 'none')
      }
    } else if (event.type === 'conflict.ruled' && event.payload.item.startsWith('["verdict"')) {
      say(event.payload.item, event.id, saidBy(event.payload.chosen, event.payload.item))
    }
  }
  return [...words]
    .filter(([, list]) => {
      const standing = list.filter(({ id }) => !list.some((later) => pastOf(later.id).has(id)))
      return new Set(standing.map(({ verdict }) => verdict)).size > 1
    })
    .map(([item]) => item)
    .sort()
}
