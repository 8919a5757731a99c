import type { LoggedEvent } from '../events/types.ts'

/**
 * `basis`: the last events, by device and counter, of what the writer was handed without having the events themselves (a work
 * package). What of it is here counts as known to the writer.
 */
export type Link = Pick<LoggedEvent, 'id' | 'device' | 'seq' | 'hash'> & {
  parents: readonly string[]
  basis?: readonly { device: string; seq: number }[]
}

/** What came before what, and one order of all events that follows it. */
export interface Causality {
  /** Ids, every event after all it knew. Depends only on which events there are. */
  order: readonly string[]
  /** Whether the writer of `later` knew `earlier`; false for the same event. */
  isBefore(earlier: string, later: string): boolean
  /** Place in the order. */
  placeOf(id: string): number
  /** Events that are parent of none. */
  heads(): string[]
}

interface Node {
  link: Link
  waits: number
  next: Node[]
  /** Of the events it waits for, those that it knows by its basis alone and that are not placed yet. */
  basis: Set<Node>
  /** By device: how many of its events were known, this one included. */
  clock: Int32Array
  place: number
}

/**
 * Events that knew nothing of each other are ordered by hash: a time, or an id that begins with one, would let the clock
 * that is wrong decide. Every parent must be among the links.
 */
export function causality(links: readonly Link[]): Causality {
  const devices = new Map<string, number>()
  for (const { device } of links) if (!devices.has(device)) devices.set(device, devices.size)
  const nodes = new Map<string, Node>()
  const byPlace = new Map<string, Node>()
  for (const link of links) {
    const node = { link, waits: 0, next: [], basis: new Set<Node>(), clock: new Int32Array(devices.size), place: -1 }
    nodes.set(link.id, node)
    byPlace.set(`${link.device}\n${link.seq}`, node)
  }
  const nodeOf = (id: string): Node => {
    const node = nodes.get(id)
    if (node === undefined) throw new RangeError(`event ${id} is not among the links`)
    return node
  }
  for (const node of nodes.values()) {
    const own = byPlace.get(`${node.link.device}\n${node.link.seq - 1}`)
    const before = new Set(node.link.parents.map(nodeOf))
    if (own !== undefined) before.add(own)
    for (const parent of basisOf(node.link, byPlace)) {
      if (before.has(parent) || parent === node) continue
      before.add(parent)
      node.basis.add(parent)
    }
    node.waits = before.size
    for (const parent of before) parent.next.push(node)
  }

  const ready = createHeap()
  for (const node of nodes.values()) if (node.waits === 0) ready.push(node)
  const order: string[] = []
  const next = (): Node | undefined => ready.pop() ?? withoutBasis(nodes)
  for (let node = next(); node !== undefined; node = next()) {
    node.place = order.length
    order.push(node.link.id)
    node.clock[devices.get(node.link.device) ?? 0] = node.link.seq
    for (const child of node.next) {
      if (child.place !== -1) continue
      raise(child.clock, node.clock)
      child.basis.delete(node)
      child.waits -= 1
      if (child.waits === 0) ready.push(child)
    }
  }
  if (order.length !== nodes.size) throw new RangeError('events know each other in a circle')

  return {
    order,
    isBefore(earlier, later) {
      if (earlier === later) return false
      const { link } = nodeOf(earlier)
      return (nodeOf(later).clock[devices.get(link.device) ?? 0] ?? 0) >= link.seq
    },
    placeOf: (id) => nodeOf(id).place,
    heads: () => order.filter((id) => nodeOf(id).next.length === 0)
  }
}

/** Of each device the last event up to where the basis says: not all of it need be here. */
function basisOf({ basis = [] }: Link, byPlace: ReadonlyMap<string, Node>): Node[] {
  return basis.flatMap(({ device, seq }) => {
    const exact = byPlace.get(`${device}\n${seq}`)
    if (exact !== undefined) return [exact]
    let last: Node | undefined
    // Chains have no gaps, so the end is where the next one is not there.
    for (let at = 1; at < seq; at += 1) {
      const node = byPlace.get(`${device}\n${at}`)
      if (node === undefined) break
      last = node
    }
    return last === undefined ? [] : [last]
  })
}

/**
 * A basis is only the writer's word: one that names what came after would have two events wait for each other. Then the word
 * of the event with the smallest hash is not believed.
 */
function withoutBasis(nodes: ReadonlyMap<string, Node>): Node | undefined {
  const stuck = [...nodes.values()].filter(({ place, waits, basis }) => place === -1 && basis.size > 0 && waits === basis.size)
  const [least] = stuck.toSorted((one, other) => (one.link.hash < other.link.hash ? -1 : 1))
  if (least === undefined) return undefined
  least.basis.clear()
  least.waits = 0
  return least
}

function raise(clock: Int32Array, by: Int32Array): void {
  for (let index = 0; index < clock.length; index += 1) clock[index] = Math.max(clock[index] ?? 0, by[index] ?? 0)
}

/** A binary heap, the smallest hash first. */
function createHeap() {
  const heap: Node[] = []
  const isLess = (a: number, b: number): boolean => (heap[a]?.link.hash ?? '') < (heap[b]?.link.hash ?? '')
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]]
    if (one === undefined || other === undefined) return
    heap[a] = other
    heap[b] = one
  }
  return {
    push(node: Node): void {
      heap.push(node)
      for (let at = heap.length - 1; at > 0;) {
        const parent = (at - 1) >> 1
        if (!isLess(at, parent)) return
        swap(at, parent)
        at = parent
      }
    },
    pop(): Node | undefined {
      const top = heap[0]
      const last = heap.pop()
      if (last === undefined || heap.length === 0) return top
      heap[0] = last
      for (let at = 0; ;) {
        const left = 2 * at + 1
        const least = left + 1 < heap.length && isLess(left + 1, left) ? left + 1 : left
        if (least >= heap.length || !isLess(least, at)) return top
        swap(at, least)
        at = least
      }
    }
  }
}
