import type { Indicator } from '../catalogue.ts'

type Item = Pick<Indicator, 'id' | 'kind' | 'yieldsTo'>

/**
 * Items in the order in which they take faults: those named in `yieldsTo` before those that yield, else as they stand.
 * Items that yield to each other in a ring are taken as they stand.
 */
export function inOrderOfPrecedence<T extends Item>(items: readonly T[]): T[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const done = new Set<string>()
  const order: T[] = []
  const visit = (item: T): void => {
    if (done.has(item.id)) return
    done.add(item.id)
    for (const id of item.yieldsTo ?? []) {
      const earlier = byId.get(id)
      if (earlier !== undefined) visit(earlier)
    }
    order.push(item)
  }
  for (const item of items) visit(item)
  return order
}

/**
 * Whether an item that counted a fault keeps it from another that yields to it. A veto that does not stand took nothing
 * off, so the deduction item still counts the fault; between vetoes each place is counted once.
 */
export function takesFrom(earlier: Pick<Item, 'kind'>, stands: boolean, later: Pick<Item, 'kind'>): boolean {
  return earlier.kind !== 'veto' || later.kind === 'veto' || stands
}
